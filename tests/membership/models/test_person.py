"""Staff find people by the beginnings of words, whatever the accents, and by how they are reached."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from membership.enums import ContactKind
from membership.folding import words_in
from membership.models import ContactPoint, Person
from membership.models.name_word import NAMED, words_of
from tests.membership.models.somebody import found, somebody

EMAIL, PHONE = ContactKind.EMAIL, ContactKind.PHONE


@pytest.fixture
def people(db):
    somebody("José", "Muñoz", town="New Haven")
    somebody("João", "Conceição", called="Joca")
    somebody("Ángela", "O'Neil", (PHONE, "+12035550142"))
    somebody("María-José", "Peña Núñez", (EMAIL, "mj.pena@example.org"))
    somebody("Mariana", "Jones", (PHONE, "+12035550199"))
    somebody("Rosa", "Quispe", (EMAIL, "maria.r@example.org"))
    somebody("אנה", "كريم")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("jose", {"José", "María-José"}),
        ("JOSÉ", {"José", "María-José"}),
        ("jòsê muno", {"José"}),
        ("muñoz", {"José"}),
        ("munoz", {"José"}),
        ("Mun\u0303oz", {"José"}),
        ("joao", {"João"}),
        ("conceicao JOÃO", {"João"}),
        ("joca", {"João"}),
        ("angela", {"Ángela"}),
        ("ÁNGELA", {"Ángela"}),
        ("O'Neil", {"Ángela"}),
        ("o’neil", {"Ángela"}),
        ("neil", {"Ángela"}),
        ("María-José", {"María-José"}),
        ("jose-maria", {"María-José"}),
        ("maria", {"María-José", "Mariana", "Rosa"}),
        ("maría", {"María-José", "Mariana", "Rosa"}),
        ("maria quispe", {"Rosa"}),
        ("maria.r", {"Rosa"}),
        ("Maria.R@Example.org", {"Rosa"}),
        ("mj.pena@", {"María-José"}),
        ("pena nunez", {"María-José"}),
        ("haven", {"José"}),
        ("new  haven\tjose", {"José"}),
        ("אנ", {"אנה"}),
        ("\u200fכר كر", set()),
        ("كر", {"אנה"}),
        ("203 angela", {"Ángela"}),
        ("203", {"Ángela", "Mariana"}),
        ("555-01", {"Ángela", "Mariana"}),
        ("(203) 555.0142", {"Ángela"}),
        ("+1(203)555-0142", {"Ángela"}),
        ("0142", {"Ángela"}),
        ("jose , munoz", {"José"}),
        ("jose \N{ROSE}", {"José", "María-José"}),
    ],
)
def test_found_by_beginnings_whatever_the_accents(people, words, names):
    assert found(words) == names


@pytest.mark.parametrize(
    "words",
    [
        *("ose", "unoz", "riana", "aven", "jose zzz", "zzz jose", "jose-zzz", "josee"),
        *("r@example.org", "@example.org", "example", "maria@example.org", "42 angela", "0" * 400),
        *("\0", "%", "_", "\\", "'", '"', "--", "\u0301", "\u0301\u0303 \u200d", "\N{ROSE}", "\ud800", "%%%", "jos%"),
        *("jose\\", "j_se", "@", "@@@"),
    ],
)
def test_found_neither_by_a_middle_nor_by_what_is_no_word(people, words):
    assert found(words) == ({"José", "María-José"} if words in ("jos%", "jose\\") else set())


@pytest.mark.parametrize(
    ("words", "names"),
    [("jose " * 500, {"José", "María-José"}), ("-".join(["jose"] * 500), {"José", "María-José"}), ("x-" * 500, set())],
)
def test_no_search_is_too_long(people, words, names):
    assert found(words) == names


def test_the_first_six_words_count(people):
    assert found("j jo jos jose m mu zzz") == {"José"}
    assert found(". , ; - ' \" j jo jos jose m zzz") == set()


def test_nothing_typed_leaves_everybody(people):
    assert len(found("")) == len(found("  ")) == Person.objects.count()


SPELLED = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0@"), min_size=1, max_size=12)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.tuples(SPELLED, SPELLED, SPELLED, SPELLED))
def test_every_word_is_found_by_each_of_its_beginnings(db, names):
    with transaction.atomic():
        person = Person.objects.create(**dict(zip(NAMED, names, strict=True)))
        typed = {piece for name in names for piece in name.split()} | set(words_of(names))
        for word in typed:
            beginnings = [word[: end + 1] for end in range(len(word)) if words_in(word[: end + 1])]
            missed = [text for text in beginnings if person not in Person.objects.matching(text)]
            assert missed == []
        transaction.set_rollback(True)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=60))
def test_nothing_that_anybody_types_fails(people, typed):
    assert isinstance(found(typed), set)


def test_both_tables_are_found_by_their_indexes(people):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # so few rows are read at once
        plan = Person.objects.known().matching("maria quispe").by_family_name()[:20].explain()
    for index in ("name_word_by_beginning", "contact_by_value"):
        assert plan.count(index) == 2


def test_a_contact_of_two_is_found_with_both(db):
    for name in ("Ana", "Beto"):
        ContactPoint.objects.create(person=somebody(name), kind=EMAIL, value="both@example.org")
    assert (found("both"), found("both@example.org"), found("both ana")) == ({"Ana", "Beto"}, {"Ana", "Beto"}, {"Ana"})
