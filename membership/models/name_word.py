from itertools import groupby

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from membership.folding import LONGEST, words_in
from membership.keeping import Keeping
from membership.models import lookups  # noqa: F401  (registers `begins`)

NAMED = ("given_name", "family_name", "called", "town")  # fields of Person whose words find a person
BATCH = 1_000  # rows


class NameWordQuerySet(models.QuerySet):
    def beginning(self, parts):
        """The ids of those who have a word for each of the folded `parts` that begins with it."""
        longest, *others = sorted(parts, key=len, reverse=True)  # it is the rarest, as a rule
        found = self.filter(word__begins=longest)
        for part in others:
            found = found.filter(Exists(self.model.objects.filter(person=OuterRef("person"), word__begins=part)))
        return found.values("person")

    def write(self, people):
        """Writes the words of `people`, who have none yet."""
        rows = [
            self.model(person_id=person.pk, word=word)
            for person in people
            for word in words_of(getattr(person, name) for name in NAMED)
        ]
        return self.bulk_create(rows, batch_size=BATCH)

    def differences(self, pks):
        """Of the people `pks` those whose words are not what their names say: as (id, ids of rows too many, words that
        are missing)."""
        people = self.model._meta.get_field("person").related_model.objects.filter(pk__in=pks).order_by("pk")
        rows = people.values_list("pk", *NAMED, "name_words__word", "name_words__pk")
        for (pk, *names), known in groupby(rows, key=lambda row: row[:-2]):
            kept, wanted = {word: number for *_names, word, number in known if number}, words_of(names)
            surplus = [number for word, number in kept.items() if word not in wanted]
            missing = [word for word in wanted if word not in kept]
            if surplus or missing:
                yield pk, surplus, missing

    def renew(self, pks):
        """Makes the words of the people `pks`, whose rows are held, what their names say by now."""
        wrong = list(self.differences(pks))
        if old := [number for _pk, surplus, _missing in wrong for number in surplus]:
            self.filter(pk__in=old).delete()
        if new := [self.model(person_id=pk, word=word) for pk, _surplus, missing in wrong for word in missing]:
            self.bulk_create(new, batch_size=BATCH)


class NameWord(models.Model):
    """A word of a person's names or town, folded: whom staff look for begins with what they type."""

    person = models.ForeignKey(
        "membership.Person",
        on_delete=models.CASCADE,
        related_name="name_words",
        db_index=False,  # `name_word_once_a_person` begins with it
    )
    word = models.CharField(max_length=LONGEST)

    objects = NameWordQuerySet.as_manager()

    keeping = Keeping(
        why=_("To know who you are when you write, call or come."),
        until=_("As long as we keep your name."),
        personal=("word",),
        impersonal=("id", "person"),
        is_copy=True,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "word"], name="name_word_once_a_person")]
        indexes = [
            models.Index(
                fields=["word", "person"],
                opclasses=["varchar_pattern_ops", "int8_ops"],
                name="name_word_by_beginning",
            ),
        ]

    def __str__(self):
        return self.word


def words_of(names):
    return words_in(" ".join(names))
