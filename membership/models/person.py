import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from membership.keeping import Keeping


def default_language():
    return settings.LANGUAGE_CODE


class PersonQuerySet(models.QuerySet):
    def members(self):
        """Everybody who asked to be a member, whatever their standing."""
        return self.filter(joined_on__isnull=False)

    def of_login(self, user):
        """The people that a login may act for, the one it was made for first."""
        return self.filter(user=user).order_by("pk")

    def by_family_name(self):
        """In the order of the family name as typed."""
        return self.order_by("family_name", "given_name", "pk")


class Person(models.Model):
    """Anybody we know: a signer, a guest, a member; with or without a contact, with or without a login."""

    handle = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("login"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="persons",
    )
    given_name = models.CharField(_("given name(s)"), max_length=100)
    family_name = models.CharField(_("family name(s)"), max_length=100, blank=True)
    called = models.CharField(_("what we call this person"), max_length=100, blank=True)
    language = models.CharField(_("language"), max_length=10, default=default_language)
    town = models.CharField(_("town"), max_length=80, blank=True)
    zip_code = models.CharField(_("ZIP code"), max_length=10, blank=True)
    joined_on = models.DateField(_("asked to be a member on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonQuerySet.as_manager()

    keeping = Keeping(
        what=_("Your name, your language and your town"),
        why=_("To know who you are when you write, call or come."),
        until=_("As long as you are a member, or until the last thing that you did with us ends."),
        personal=("user", "given_name", "family_name", "called", "language", "town", "zip_code", "joined_on"),
        impersonal=("id", "handle", "created_at"),
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                name="person_has_a_name",
                condition=~models.Q(given_name=""),
                violation_error_message=_("Write a name. One is enough."),
            ),
        ]
        indexes = [models.Index(fields=["family_name", "given_name"], name="person_by_family_name")]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def greeting(self):
        """What this person wants to be called."""
        return self.called or self.given_name
