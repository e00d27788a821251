from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from membership.enums import ContactKind
from membership.keeping import Keeping
from membership.models import lookups  # noqa: F401  (registers `begins`)
from membership.models.person import Person


class ContactPointQuerySet(models.QuerySet):
    def beginning(self, text):
        """The ids of those whose e-mail begins with `text`."""
        return self.filter(kind=ContactKind.EMAIL, value__begins=text).values("person")

    def holding(self, digits):
        """The ids of those in whose number `digits` stand one after the other."""
        return self.filter(kind=ContactKind.PHONE, value__contains=digits).values("person")


class ContactPoint(models.Model):
    """One way to reach a person. Two people may share one: couples share a phone."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(_("kind"), max_length=5, choices=ContactKind)
    value = models.CharField(_("number or e-mail"), max_length=254)
    verified_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    safe_to_leave_message = models.BooleanField(_("we may leave a message here"), default=False)
    preferred = models.BooleanField(_("write here first"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ContactPointQuerySet.as_manager()

    keeping = Keeping(
        what=_("Your mobile number or e-mail"),
        why=_("To reach you, the way you chose."),
        until=_("As long as we keep your name."),
        personal=("value", "verified_at", "safe_to_leave_message", "preferred"),
        impersonal=("id", "person", "kind", "created_at"),
    )

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "value"],
                name="contact_once_a_person",
                violation_error_message=_("This person has this contact already."),
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(preferred=True), name="one_preferred_contact_a_person"
            ),
            models.CheckConstraint(
                name="contact_is_normalized",
                condition=(Q(kind=ContactKind.PHONE) & Q(value__startswith="+"))
                | (Q(kind=ContactKind.EMAIL) & Q(value__contains="@")),
                violation_error_message=_("Write a mobile number or an e-mail."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["kind", "value", "person"],
                opclasses=["varchar_pattern_ops", "varchar_pattern_ops", "int8_ops"],  # beginnings too
                name="contact_by_value",
            ),
        ]

    def __str__(self):
        return self.value
