import re
import uuid
from itertools import batched, islice

from django.conf import settings
from django.db import NotSupportedError, models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from membership.folding import folded, words_in
from membership.keeping import Keeping
from membership.models.name_word import BATCH, NAMED, NameWord

NOBODY = "–"  # the given name of whoever was erased: the same in every language
DIGITS = 3  # fewer are part of a name rather than of a number
LONGEST_NUMBER = 15  # digits, by E.164
WORDS = 6  # more of them find nobody else, and each asks again


REFERENCE = re.compile(rf"{re.escape(settings.CENTER.short_name)}-(\d{{1,9}})", re.IGNORECASE)
SPLIT_REFERENCE = re.compile(rf"\b({re.escape(settings.CENTER.short_name)})[\s-]*(?=\d)", re.IGNORECASE)


def joined_references(words):
    """`words` with reference codes in one piece, however they were copied from a check."""
    return SPLIT_REFERENCE.sub(r"\1-", words)


def default_language():
    return settings.LANGUAGE_CODE


class PersonQuerySet(models.QuerySet):
    def known(self):
        """Everybody but those who were erased and those who were merged into somebody else."""
        return self.filter(erased_at=None, merged_into=None)

    def matching(self, words):
        """People of whom each of the first six `words` begins a word of a name or the town, or an e-mail, or is part of
        a number, however that is written. Accents and capitals make no difference.

        A reference code finds whom it stands for, also when that row was merged. Where there is nothing to look for in
        what was typed, nobody is found.
        """
        typed = joined_references(words.replace("\0", "").encode(errors="ignore").decode()).split()
        found = list(islice((pks for pks in map(self.found_by, typed) if pks is not None), WORDS))
        if not found:
            return self.none() if words.strip() else self
        return self.filter(pk__in=found[0].intersection(*found[1:]) if found[1:] else found[0])

    def found_by(self, word):
        """The ids of those whom one typed word finds, as a query; None when there is neither letter nor digit in it."""
        parts, digits = words_in(word)[:WORDS], re.sub(r"\D", "", word)
        if not parts:
            return None
        if code := REFERENCE.fullmatch(word):
            rows = self.model.objects.filter(pk=int(code[1]))
            return rows.values("pk").union(rows.values("merged_into"), all=True)
        contacts = self.model._meta.get_field("contacts").related_model.objects
        if "@" in word[1:]:  # nobody is called like that
            return contacts.beginning(word.lower())
        found = [NameWord.objects.beginning(parts), contacts.beginning(folded(word))]
        if DIGITS <= len(digits) <= LONGEST_NUMBER:
            found.append(contacts.holding(digits))
        return found[0].union(*found[1:], all=True)

    def bulk_create(self, objs, batch_size=None, **conflicts):
        """Writes their words too. Rows that are there already cannot be passed over: whose words would be written?"""
        if any(conflicts.values()):
            raise NotSupportedError("People are not created over each other.")
        with transaction.atomic(savepoint=False):
            people = super().bulk_create(objs, batch_size)
            NameWord.objects.write(people)
            return people

    def update(self, **values):
        """A name that changes takes its words along."""
        if values.keys().isdisjoint(NAMED):
            return super().update(**values)
        with transaction.atomic(savepoint=False):
            changed = 0
            for pks in batched(list(self.values_list("pk", flat=True)), BATCH):
                changed += super(PersonQuerySet, self.filter(pk__in=pks)).update(**values)
                NameWord.objects.renew(pks)
            return changed

    def rows_of(self, pks):
        """The ids of the rows `pks` and of those that were merged into them: one list, so that whatever is looked up
        by it uses an index."""
        return self.model.objects.filter(Q(pk__in=pks) | Q(merged_into__in=pks)).values("pk")

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
    """Anybody we know: a signer, a guest, a member; with or without a contact, with or without a login.

    Two rows of one person are merged by hand: the lost one stays as an alias of the kept one (`merged_into`), bare but
    for its name, because the ledger goes on naming it. An alias never leads to another alias. Whoever was erased but
    paid once stays as a blank row (`erased_at`).
    """

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
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="aliases",
        db_index=False,  # `person_aliases` holds those few who have one
    )
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PersonQuerySet.as_manager()

    keeping = Keeping(
        what=_("Your name, your language and your town"),
        why=_("To know who you are when you write, call or come."),
        until=_("As long as you are a member, or until the last thing that you did with us ends."),
        personal=("user", "given_name", "family_name", "called", "language", "town", "zip_code", "joined_on"),
        impersonal=("id", "handle", "created_at", "merged_into", "erased_at"),
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                name="person_has_a_name",
                condition=~Q(given_name=""),
                violation_error_message=_("Write a name. One is enough."),
            ),
            models.CheckConstraint(
                name="person_alias_is_bare",
                condition=Q(merged_into=None)
                | (~Q(merged_into=F("id")) & Q(user=None, joined_on=None, called="", town="", zip_code="")),
                violation_error_message=_("This entry was merged into another one. Change that one."),
            ),
            models.CheckConstraint(
                name="person_erased_is_blank",
                condition=Q(erased_at=None)
                | Q(user=None, joined_on=None, given_name=NOBODY, family_name="", called="", town="", zip_code=""),
                violation_error_message=_("This person was erased. Nothing can be added."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["family_name", "given_name", "id"],
                condition=Q(erased_at=None, merged_into=None),
                name="person_known_by_name",
            ),
            models.Index(fields=["merged_into"], condition=Q(merged_into__isnull=False), name="person_aliases"),
        ]

    def __str__(self):
        return self.name

    def save(self, *, update_fields=None, **options):
        """Writes the words too that staff find this person by, where a name or the town may have changed."""
        if update_fields is not None and set(NAMED).isdisjoint(update_fields):
            super().save(update_fields=update_fields, **options)
            return
        is_new = self.pk is None
        with transaction.atomic(savepoint=False):
            super().save(update_fields=update_fields, **options)
            if is_new:
                NameWord.objects.write([self])
            else:
                NameWord.objects.renew([self.pk])

    @property
    def name(self):
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def greeting(self):
        """What this person wants to be called."""
        return self.called or self.given_name

    @property
    def reference(self):
        """The code to write on a check: the center's short name and five digits. It says who paid, and nothing else."""
        return f"{settings.CENTER.short_name}-{self.pk:05}"

    @property
    def current(self):
        """The row that counts: this one, or the one that it was merged into."""
        return self.merged_into or self

    @property
    def payments(self):
        """The lines of the ledger about this person, also those under a row that was merged into this one."""
        return type(self).ledger_lines.rel.related_model.objects.of(self)
