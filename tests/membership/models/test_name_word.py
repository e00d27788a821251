"""The words of people follow their names, wherever these are written."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import NotSupportedError, connection, transaction
from django.db.models import Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from membership.models import NameWord, Person
from membership.services.erasing import erase_person
from membership.services.ledger import Taken, record_payment
from membership.services.merging import merge_persons
from membership.services.people import set_home
from membership.services.portability import everything_about
from tests.membership.models.somebody import as_named, found, kept, somebody


def saved_whole(ana):
    ana.family_name = "Núñez"
    ana.save()


def saved_in_part(ana):
    """What this row does not know is not written, so its words stay."""
    Person.objects.filter(pk=ana.pk).update(family_name="Souza")
    ana.given_name = "Eva"
    ana.save(update_fields=["given_name"])


def saved_without_all(ana):
    row = Person.objects.only("given_name").get(pk=ana.pk)
    row.given_name = "Eva"
    row.save()


def changed_by_condition(ana):
    Person.objects.known().filter(given_name="Ana").update(given_name="Eva", town="Haven")


def changed_by_calculation(ana):
    Person.objects.known().update(town=Concat("given_name", Value(" ville")))


def changed_in_bulk(ana):
    ana.called = "Nena"
    Person.objects.bulk_update([ana], ["called"])


def made_in_bulk(ana):
    Person.objects.bulk_create([Person(given_name="Luz María"), Person(given_name="María", town="Mary Town")])


def made_or_changed(ana):
    Person.objects.update_or_create(pk=ana.pk, defaults={"family_name": "Ruiz"})
    Person.objects.get_or_create(given_name="Ida", defaults={"family_name": "Ruiz"})


def made_again(ana):
    Person(pk=ana.pk, handle=ana.handle, given_name="Eva", created_at=timezone.now()).save()


def moved(ana):
    set_home(ana, town="Río Piedras", zip_code="")


def merged(ana):
    lost = somebody("Anna", "Ruiz", called="Nana", town="Testville")
    merge_persons(ana, lost=lost, by=None)


def erased(ana):
    twin = somebody("Ana")
    merge_persons(ana, lost=twin, by=None)
    erase_person(ana)


def blanked(ana):
    record_payment(ana, taken=Taken(amount=1, months=1, received_on=timezone.localdate(), key=f"k{ana.pk}"))
    erase_person(ana)


CHANGES = [saved_whole, saved_in_part, saved_without_all, changed_by_condition, changed_by_calculation, changed_in_bulk]
CHANGES += [made_in_bulk, made_or_changed, made_again, moved, merged, erased, blanked]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_words_follow_the_names(db, change):
    ana, beto = somebody("Ana", "Prueba", town="Haven"), somebody("Beto", "Prueba")
    change(ana)
    assert kept() == as_named()
    assert {word for pk, word in kept() if pk == beto.pk} >= {"beto", "prueba"}


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(CHANGES), max_size=5))
def test_after_any_changes_the_words_are_what_a_fresh_fill_would_make(db, changes):
    with transaction.atomic():
        for number, change in enumerate(changes):
            change(somebody("Ana", "Prueba", town=f"Haven {number}"))
        assert kept() == as_named()
        transaction.set_rollback(True)


def test_people_are_not_created_over_each_other(db):
    for way in ({"ignore_conflicts": True}, {"update_conflicts": True, "update_fields": ["town"]}):
        with pytest.raises(NotSupportedError):
            Person.objects.bulk_create([Person(given_name="Ana")], **way)


def test_erasing_leaves_no_word(db):
    zoraida, paid = somebody("Zoraida", "Quispe", town="Testville"), somebody("Zoraida", called="Zori")
    record_payment(paid, taken=Taken(amount=1, months=1, received_on=timezone.localdate(), key="k"))
    for person in (zoraida, paid):
        erase_person(person)
    assert (Person.objects.count(), NameWord.objects.count()) == (1, 0)


def test_of_merged_entries_the_kept_one_is_found(db):
    ana = somebody("Ana", "Prueba")
    merge_persons(ana, lost=somebody("Anna", "Ruiz", called="Nena", town="Haven"), by=None)
    assert (found("nena haven"), found("anna"), found("ruiz")) == ({"Ana"}, set(), set())


def test_a_name_costs_one_query_to_create_and_nothing_else_does(db):
    def queries(act, *args, **kwargs):
        with CaptureQueriesContext(connection) as asked:
            act(*args, **kwargs)
        return len(asked)

    ana = Person(given_name="Ana", family_name="Prueba")
    assert queries(ana.save) == 2
    assert queries(ana.save, update_fields=["zip_code", "language"]) == 1
    assert queries(Person.objects.filter(pk=ana.pk).update, zip_code="06519") == 1
    assert queries(ana.save) == 2
    assert queries(Person.objects.bulk_create, [Person(given_name="Eva"), Person(given_name="Ida")]) == 2


def test_nobody_takes_copies_along(db):
    ana = somebody("Ana", "Prueba")
    assert "prueba" not in str(everything_about(ana))
    assert "Prueba" in str(everything_about(ana))


def test_people_who_are_there_already_get_their_words(db):
    somebody("José", "Muñoz", town="New Haven")
    somebody("María-José", "O'Neil", called="Majo")
    migration = import_module("membership.migrations.0012_words_of_known_people")
    editor = SimpleNamespace(execute=connection.cursor().execute)
    migration.empty(apps, editor)
    assert (kept(), found("jose")) == (set(), set())
    migration.fill(apps, editor)
    assert kept() == as_named() != set()
