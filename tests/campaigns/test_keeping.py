"""What is forgotten, and that counts stay."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from campaigns.enums import CommentState, Display, SignatureState
from campaigns.models import Petition, Signature
from campaigns.services.campaigns import end_campaign
from campaigns.services.counting import add_to_count
from membership.enums import Purpose
from membership.keeping import forget_expired
from membership.models import Person
from membership.services.consents import give_consent, withdraw_consent
from membership.services.people import create_person

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("America/New_York"))
CLOSED_90_DAYS_AGO = date(2026, 8, 24)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def signed(petition):
    """A confirmed signature with name and comment in public, by somebody new unless a person is given."""

    def signed(name="Ana", person=None, on=petition, **values):
        person = person or create_person(name, language="es", contact=("email", f"{name}@example.org".lower()))
        shown = {"display": Display.FULL, "comment": "Why.", "comment_state": CommentState.APPROVED}
        values = {"state": SignatureState.CONFIRMED, "confirmed_at": NOW, "language": "es"} | shown | values
        if values["state"] == SignatureState.CONFIRMED:
            add_to_count(on, 1)
        return Signature.objects.create(petition=on, person=person, **values)

    return signed


def close(petition, day):
    petition.closes_on = day
    petition.save(update_fields=["closes_on"])


def names():
    return set(Person.objects.filter(signatures__isnull=False).values_list("given_name", flat=True))


@pytest.mark.parametrize(
    ("state", "since"),
    [(SignatureState.UNCONFIRMED, "created_at"), (SignatureState.WITHDRAWN, "withdrawn_at")],
    ids=["unconfirmed", "withdrawn"],
)
def test_forget_drops_what_does_not_count_after_thirty_days(signed, state, since):
    signed("Old", state=state, **{since: NOW - timedelta(days=30, minutes=1)})
    signed("Young", state=state, **{since: NOW - timedelta(days=29)})
    assert forget_expired(NOW)["campaigns.Signature"] == 1
    assert set(Person.objects.values_list("given_name", flat=True)) == {"Young"}


def test_forget_takes_names_off_ninety_days_after_closing_and_keeps_the_count(signed, petition):
    signed()
    close(petition, CLOSED_90_DAYS_AGO)
    forget_expired(NOW)
    assert names() == {"Ana"}
    close(petition, CLOSED_90_DAYS_AGO - timedelta(days=1))
    assert forget_expired(NOW)["campaigns.Signature"] == 1
    row = Signature.objects.values_list("person", "display", "comment", "state").get()
    assert row == (None, "hidden", "", "confirmed")
    assert (Person.objects.count(), Petition.objects.get().signature_count) == (0, 1)


def test_forget_keeps_names_on_petitions_without_a_last_day(signed):
    signed()
    assert forget_expired(NOW + timedelta(days=999))["campaigns.Signature"] == 0
    assert names() == {"Ana"}


def test_forget_keeps_who_has_another_reason(signed, petition, member):
    agreed, took_back = signed("Agreed").person, signed("Regret").person
    for person in (agreed, took_back):
        give_consent(person, purpose=Purpose.NEWS, channel="email", wording="Write to me.", how="petition")
    withdraw_consent(took_back, purpose=Purpose.NEWS)
    signed(person=member)
    close(petition, date(2026, 1, 1))
    assert forget_expired(NOW)["campaigns.Signature"] == 1
    assert names() == {"Agreed", "Joana"}
    assert Person.objects.filter(given_name="Regret").count() == 0


def test_forget_keeps_a_signer_whose_other_petition_is_open(signed, petition, campaign):
    other = Petition.objects.create(campaign=campaign, name="Other", slug="other", opens_on=date(2020, 1, 1))
    ana = signed().person
    signed(person=ana, on=other)
    close(petition, date(2026, 1, 1))
    assert forget_expired(NOW)["campaigns.Signature"] == 1
    assert list(Signature.objects.values_list("petition__slug", "person").order_by("pk")) == [
        ("a-sheet", None),
        ("other", ana.pk),
    ]


def test_ending_a_campaign_starts_the_ninety_days(signed, petition, campaign):
    signed()
    end_campaign(campaign)
    petition.refresh_from_db()
    assert petition.closes_on == date(2026, 11, 22)
    assert forget_expired(NOW + timedelta(days=91))["campaigns.Signature"] == 1


def test_a_signer_cannot_be_deleted_with_the_signature(signed):
    with pytest.raises(ProtectedError):
        signed().person.delete()


def test_a_signature_without_a_person_cannot_show_words(signed):
    signature = signed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.filter(pk=signature.pk).update(person=None)


def test_many_signatures_may_be_without_a_person(petition):
    for _ in range(2):
        Signature.objects.create(petition=petition, language="es", created_at=timezone.now())
    assert Signature.objects.filter(person=None).count() == 2
