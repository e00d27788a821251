from datetime import date, timedelta

import pytest
from django.utils import timezone

from campaigns.enums import Display, SignatureState
from campaigns.exceptions import PetitionClosedError, TooManyNamesError
from campaigns.models import Signature
from campaigns.services.signing import confirm_signature, sign_as_member, start_signature, withdraw_signature
from membership.exceptions import TooManyTriesError, WrongCodeError
from membership.models import ContactPoint, Message, Participation, Person
from tests.campaigns.conftest import NAME, PHONE, wrong


def start(petition, name=NAME, contact=PHONE):
    return start_signature(petition, name=name, contact=contact, language="es")


@pytest.fixture
def sign(petition, last_code):
    """Signs as a visitor, through the code."""
    return lambda name=NAME, contact=PHONE: confirm_signature(start(petition, name, contact), last_code())


def count(petition):
    petition.refresh_from_db()
    return petition.signature_count


def test_start_signature_counts_nothing_before_the_code(petition):
    signature = start(petition)
    assert (signature.state, signature.display, count(petition)) == ("unconfirmed", "hidden", 0)
    assert Participation.objects.count() == 0
    assert list(ContactPoint.objects.values_list("value", "verified_at")) == [(PHONE[1], None)]


def test_confirm_signature_counts_once_and_notes_it_on_the_path(petition, sign):
    signature = sign()
    assert (signature.state, count(petition)) == ("confirmed", 1)
    noted = Participation.objects.values_list("person", "kind", "subject", "source_key").get()
    assert noted == (signature.person_id, "signed", f"petition:{petition.pk}", f"signature:{signature.pk}")
    assert ContactPoint.objects.get().verified_at is not None


def test_confirm_signature_twice_with_one_code_is_no_error_and_counts_once(petition, last_code):
    signature = start(petition)
    code = last_code()
    assert [confirm_signature(signature, code).state for _ in range(2)] == ["confirmed", "confirmed"]
    assert count(petition) == 1


def test_confirm_signature_refuses_a_wrong_code_and_any_code_after_three(petition, last_code):
    signature = start(petition)
    code = last_code()
    for _ in range(3):
        with pytest.raises(WrongCodeError):
            confirm_signature(signature, wrong(code))
    with pytest.raises(TooManyTriesError):
        confirm_signature(signature, code)
    assert count(petition) == 0


@pytest.mark.parametrize("name", [("ana", "PÉREZ"), (" Ana ", "Pérez  "), ("Ana Pérez", "")])
def test_signing_again_under_the_same_name_is_the_same_signature(petition, sign, name):
    assert sign().pk == sign(name).pk
    assert (Person.objects.count(), Signature.objects.count(), count(petition)) == (1, 1, 1)


def test_who_signed_before_is_told_in_the_message(petition, sign, texts):
    sign()
    sign()
    purposes = list(Message.objects.order_by("pk").values_list("purpose", flat=True))
    assert purposes == ["code", "signed_before"]
    assert "petición" not in texts[-1][1]
    assert "A sheet" not in texts[-1][1]


def test_two_names_may_share_a_contact_and_a_third_may_not(petition, sign):
    sign()
    sign(("Luis", "Pérez"))
    with pytest.raises(TooManyNamesError):
        sign(("Rosa", ""))
    assert count(petition) == 2


def test_unconfirmed_names_take_no_place_of_others(petition, sign):
    for name in ("Bot", "Bott", "Bottt"):
        start(petition, (name, ""))
    assert sign().state == "confirmed"


@pytest.mark.parametrize(
    "changes",
    [{"closes_on": date(2020, 2, 1)}, {"opens_on": date(2999, 1, 1)}],
    ids=["past", "not yet"],
)
def test_a_petition_that_is_not_open_takes_no_signature(petition, member, last_code, changes):
    signature = start(petition)
    code = last_code()
    for name, value in changes.items():
        setattr(petition, name, value)
    petition.save()
    signature.petition.refresh_from_db()
    for attempt in (
        lambda: start(petition, ("Rosa", "")),
        lambda: confirm_signature(signature, code),
        lambda: sign_as_member(petition, member, language="en"),
    ):
        with pytest.raises(PetitionClosedError):
            attempt()
    assert (Signature.objects.count(), count(petition)) == (1, 0)


def test_a_petition_of_an_ended_campaign_takes_no_signature(petition, member):
    petition.campaign.is_open = False
    petition.campaign.save()
    with pytest.raises(PetitionClosedError):
        sign_as_member(petition, member, language="en")


def test_sign_as_member_counts_at_once_and_once(petition, member):
    first, second = (sign_as_member(petition, member, language="en") for _ in range(2))
    assert (first.pk, second.state, count(petition)) == (second.pk, "confirmed", 1)
    assert Participation.objects.filter(person=member).count() == 1


def test_a_member_who_signs_as_a_visitor_is_the_same_person(petition, member, sign):
    sign_as_member(petition, member, language="en")
    sign(("Joana", "Silva"), ("phone", "+12035550199"))
    assert count(petition) == 1


def test_withdraw_signature_takes_the_count_the_words_and_the_path_back(petition, sign):
    signature = sign()
    Signature.objects.update(display=Display.FULL, comment="Never again.")
    for _ in range(2):
        withdraw_signature(signature)
    signature.refresh_from_db()
    assert (signature.state, signature.comment, signature.display) == ("withdrawn", "", "hidden")
    assert (count(petition), Participation.objects.count()) == (0, 0)


def test_who_withdrew_may_sign_again(petition, sign):
    withdraw_signature(sign())
    assert (sign().state, count(petition)) == (SignatureState.CONFIRMED, 1)


def test_asking_again_starts_the_thirty_days_anew(petition):
    signature = start(petition)
    Signature.objects.update(created_at=timezone.now() - timedelta(days=29))
    start(petition)
    signature.refresh_from_db()
    assert signature.created_at > timezone.now() - timedelta(minutes=1)
