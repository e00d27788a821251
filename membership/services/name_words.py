"""The words that people are found by, as a whole."""

from itertools import batched

from django.db import transaction

from membership.models import NameWord, Person
from membership.models.name_word import BATCH


def mend_name_words():
    """Makes everybody's words what their names say, and returns how many people's were not: older code knows nothing of
    them, and may run beside this one while a release is going on, or after one that was taken back."""
    known = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    return sum(mend(pks) for pks in batched(known, BATCH))


def mend(pks):
    """Looks first, and holds only those who are wrong."""
    wrong = [pk for pk, _surplus, _missing in NameWord.objects.differences(pks)]
    if wrong:
        with transaction.atomic():
            held = Person.objects.select_for_update(no_key=True).filter(pk__in=wrong).order_by("pk")
            NameWord.objects.renew(list(held.values_list("pk", flat=True)))
    return len(wrong)
