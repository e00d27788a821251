"""Several rename the same people at once, with real commits: each word is there once, and it is of the last name."""

import pytest

from membership.models import NameWord, Person
from membership.services.name_words import mend_name_words
from tests.campaigns.crowds import alone, in_threads, seen_by_all
from tests.membership.models.somebody import as_named, kept, somebody

ROUNDS = 8


@pytest.fixture
def pks(db, django_db_setup, tmp_path):
    with seen_by_all(tmp_path):
        yield alone(lambda: [somebody("Ana", f"Prueba {number}").pk for number in range(3)])
    django_db_setup.spoil()


def saving(pks, name):
    def work():
        for number in range(ROUNDS):
            person = Person.objects.get(pk=pks[number % len(pks)])
            person.given_name = f"{name} {number}"
            person.save()

    return work


def updating(pks, name):
    def work():
        for number in range(ROUNDS):
            Person.objects.filter(pk=pks[number % len(pks)]).update(given_name=f"{name} {number}")

    return work


def spoiling_and_mending():
    for _ in range(ROUNDS):
        NameWord.objects.filter(word__begins="prueba").delete()
        mend_name_words()


def test_whoever_comes_last_the_words_are_right(pks):
    in_threads(saving(pks, "Eva"), saving(pks, "Ida"), updating(pks, "Luz"), spoiling_and_mending)
    assert alone(mend_name_words) == 0
    assert alone(kept) == alone(as_named)
