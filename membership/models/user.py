"""The login. Whoever a login acts for is another matter: people come with their own model."""

import uuid
from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from membership.keeping import Keeping

E164 = RegexValidator(r"^\+[1-9][0-9]{6,14}$", _("Write the number with its country code, like +12035550142."))


UNUSED_FOR = timedelta(days=1)


def forget_unused_logins(now):
    """Logins that were opened with a contact which nobody proved (staff's are made by colleagues and stay)."""
    unused = User.objects.filter(last_login=None, is_staff=False, is_superuser=False, persons=None, groups=None)
    return unused.filter(date_joined__lt=now - UNUSED_FOR).delete()[1].get(User._meta.label, 0)


class UserManager(BaseUserManager):
    def create_user(self, email=None, phone=None, password=None, **fields):
        """A login with an e-mail or a mobile number (E.164); without `password` it enters by code only.

        Raises IntegrityError when both contacts are empty or one is taken.
        """
        user = self.model(email=email, phone=phone, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email=None, phone=None, password=None, **fields):
        return self.create_user(email, phone, password, **fields | {"is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, handle):
        return self.get(handle=handle)


class User(AbstractBaseUser, PermissionsMixin):
    """A login: one contact is enough, e-mail or mobile number. `handle` is random and says nothing about the person."""

    handle = models.UUIDField(unique=True, default=uuid.uuid4)
    email = models.EmailField(_("e-mail"), null=True, blank=True)
    phone = models.CharField(_("mobile number"), max_length=16, null=True, blank=True, unique=True, validators=[E164])
    phone_verified_at = models.DateTimeField(null=True, blank=True, editable=False)
    name = models.CharField(_("name"), max_length=150, blank=True, help_text=_("As colleagues call this person."))
    is_staff = models.BooleanField(_("staff"), default=False)
    is_active = models.BooleanField(_("may log in"), default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    keeping = Keeping(
        what=_("How you log in"),
        why=_("To let you log in, and nobody else."),
        until=_("As long as you use it. An account that nobody ever logged in to goes after a day."),
        personal=("email", "phone", "phone_verified_at", "name", "last_login"),
        impersonal=("id", "handle", "password", "is_staff", "is_active", "is_superuser", "date_joined"),
        forget=forget_unused_logins,
    )

    USERNAME_FIELD = "handle"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = _("login")
        verbose_name_plural = _("logins")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("Somebody logs in with this e-mail already."),
            ),
            models.CheckConstraint(
                name="user_has_a_contact",
                condition=Q(email__isnull=False) | Q(phone__isnull=False),
                violation_error_message=_("A login needs an e-mail or a mobile number. One is enough."),
            ),
            models.CheckConstraint(
                name="user_contacts_are_null_not_empty",
                condition=~Q(email="") & ~Q(phone=""),
                violation_error_message=_("A login needs an e-mail or a mobile number. One is enough."),
            ),
        ]

    def __str__(self):
        return self.name or self.email or self.phone or str(self.handle)

    def get_full_name(self):
        """What the editor prints for this person; never empty, or it would print the handle."""
        return str(self)

    get_short_name = get_full_name

    @property
    def first_name(self):
        """What the editor's menu prints."""
        return str(self)

    def get_username(self):
        return str(self.handle)

    def clean(self):
        """Normalises the contacts. Not calling super(): it would rewrite the handle as text."""
        self.normalize_contacts()

    def save(self, *args, **kwargs):
        self.normalize_contacts()
        super().save(*args, **kwargs)

    def normalize_contacts(self):
        self.email = (self.email or "").strip().lower() or None
        self.phone = self.phone or None
        if self.phone is None:
            self.phone_verified_at = None
