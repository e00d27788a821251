"""Erasing and merging people reaches their signatures; the counter is right afterwards."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns.enums import CommentState, Display, SignatureState
from campaigns.models import Petition, Signature
from campaigns.services.counting import add_to_count, mend_counts
from campaigns.services.signing import sign_as_member, start_signature, withdraw_signature
from membership.models import Participation, Person
from membership.services.erasing import erase_person
from membership.services.merging import merge_persons
from membership.services.people import create_person
from tests.campaigns.conftest import NAME, PHONE

STATES = [None, *SignatureState.values]


def count(petition):
    return Petition.objects.get(pk=petition.pk).signature_count


def test_erasing_a_signer_keeps_the_count_and_takes_the_words_off(petition, member):
    signature = sign_as_member(petition, member, language="es")
    Signature.objects.filter(pk=signature.pk).update(
        comment="I am Joana.", comment_state=CommentState.APPROVED, display=Display.FULL
    )
    erase_person(member)
    row = Signature.objects.values_list("person", "comment", "comment_state", "display", "state").get()
    assert row == (None, "", "pending", "hidden", "confirmed")
    assert (count(petition), Person.objects.count(), Participation.objects.count()) == (1, 0, 0)
    assert mend_counts() == {}


def test_erasing_again_keeps_the_count(petition, member):
    sign_as_member(petition, member, language="es")
    erase_person(member)
    erase_person(member)
    assert (count(petition), Signature.objects.count()) == (1, 1)


def test_erasing_drops_what_does_not_count(petition, campaign, member):
    withdraw_signature(sign_as_member(petition, member, language="es"))
    start_signature(petition, name=NAME, contact=PHONE, language="es")
    erase_person(member)
    erase_person(Person.objects.get(given_name=NAME[0]))
    assert (count(petition), Signature.objects.count(), Person.objects.count()) == (0, 0, 0)


def test_erasing_leaves_the_signatures_of_others(petition, member):
    other = sign_as_member(petition, create_person("Rosa", language="es"), language="es")
    sign_as_member(petition, member, language="es")
    erase_person(member)
    assert (count(petition), Signature.objects.get(person__isnull=False)) == (2, other)


def test_merging_makes_one_of_two_signatures_and_counts_one_less(petition, member):
    twin = create_person("Joana", language="es")
    for person in (member, twin):
        sign_as_member(petition, person, language="es")
    merge_persons(member, lost=twin, by=None)
    merge_persons(member, lost=twin, by=None)
    assert (count(petition), Signature.objects.get().person) == (1, member)
    assert Participation.objects.get().source_key == Signature.objects.get().subject


def test_merging_moves_signatures_of_different_petitions(petition, campaign, member):
    other = Petition.objects.create(campaign=campaign, name="Other", slug="other", opens_on=date(2020, 1, 1))
    twin = create_person("Joana", language="es")
    sign_as_member(petition, member, language="es")
    sign_as_member(other, twin, language="es")
    merge_persons(member, lost=twin, by=None)
    assert (count(petition), count(other), set(Signature.objects.values_list("person", flat=True))) == (
        1,
        1,
        {member.pk},
    )
    assert Participation.objects.filter(person=member).count() == 2


def test_whoever_signs_again_under_the_merged_name_is_known(petition, campaign):
    twin = start_signature(petition, name=NAME, contact=PHONE, language="es").person
    kept = create_person("Anita", language="es")
    merge_persons(kept, lost=twin, by=None)
    other = Petition.objects.create(campaign=campaign, name="Other", slug="other", opens_on=date(2020, 1, 1))
    assert start_signature(other, name=NAME, contact=PHONE, language="es").person == kept


@pytest.mark.parametrize(("hours", "left"), [(1, "withdrawn"), (-1, "confirmed")], ids=["after", "before"])
def test_of_a_signature_and_a_withdrawal_the_later_word_counts(petition, member, hours, left):
    twin = create_person("Joana", language="es")
    taken_back = withdraw_signature(sign_as_member(petition, twin, language="es"))
    signed = sign_as_member(petition, member, language="es")
    moment = signed.confirmed_at + timedelta(hours=hours)
    Signature.objects.filter(pk=taken_back.pk).update(withdrawn_at=moment)
    merge_persons(member, lost=twin, by=None)
    assert (Signature.objects.get().state, count(petition)) == (left, int(left == "confirmed"))
    assert Participation.objects.count() == int(left == "confirmed")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states=st.lists(st.tuples(*[st.tuples(st.sampled_from(STATES), st.integers(0, 9))] * 2), max_size=3))
def test_counters_are_right_after_any_merging(campaign, states):
    """Whatever two rows of one person signed: at most one signature a petition is left, and every counter fits."""
    people = [create_person(name, language="es") for name in ("Ana", "Anita")]
    for pair in states:
        petition = new_petition(campaign)
        for person, (state, hour) in zip(people, pair, strict=True):
            put(petition, person, state, timezone.now() - timedelta(hours=hour))
    signed = set(Signature.objects.filter(person__in=people).values_list("petition", flat=True))
    merge_persons(people[0], lost=people[1], by=None)
    left = Signature.objects.filter(person=people[0]).values_list("petition", flat=True)
    assert (sorted(left), Signature.objects.filter(person=people[1]).count()) == (sorted(signed), 0)
    assert mend_counts() == {}


def new_petition(campaign):
    number = Petition.objects.count()
    return Petition.objects.create(campaign=campaign, name=f"P{number}", slug=f"p{number}", opens_on=date(2020, 1, 1))


def put(petition, person, state, moment):
    if state is None:
        return
    times = {"confirmed_at": moment if state != "unconfirmed" else None}
    times["withdrawn_at"] = moment if state == "withdrawn" else None
    Signature.objects.create(petition=petition, person=person, state=state, language="es", **times)
    if state == "confirmed":
        add_to_count(petition, 1)
