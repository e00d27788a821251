"""What staff read of a person: lines by permission, newest first, never too many."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from membership.enums import ParticipationKind, Purpose
from membership.models import User
from membership.services.consents import give_consent, withdraw_consent
from membership.services.ledger import Taken, record_payment, reverse_payment
from membership.services.participation import record_participation
from membership.services.people import create_person
from membership.timeline import LONGEST, timeline_of

TODAY = timezone.localdate()


@pytest.fixture
def ana(db):
    return create_person("Ana", language="es")


def staff(*codenames):
    user = User.objects.create_user(email=f"{'-'.join(codenames) or 'nobody'}@example.org")
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


def read(person, number, day):
    record_participation(
        person,
        kind=ParticipationKind.READ,
        subject=f"resource:{number}",
        occurred_on=day,
        source_key=f"read:{person.pk}:{number}",
    )


def texts(person, user):
    return [line.text for line in timeline_of(person, user).lines]


def test_without_a_permission_there_are_no_lines(ana):
    assert texts(ana, staff()) == []


def test_the_newest_line_comes_first(ana):
    read(ana, 1, TODAY - timedelta(days=9))
    read(ana, 2, TODAY + timedelta(days=1))
    days = [line.day for line in timeline_of(ana, staff("view_person")).lines]
    assert days == [TODAY + timedelta(days=1), TODAY, TODAY - timedelta(days=9)]


def test_only_the_treasurer_reads_of_payments(ana):
    taker = staff()
    payment = record_payment(ana, taken=Taken(amount=1234, months=1, received_on=TODAY, key="k"), recorded_by=taker)
    reverse_payment(payment, recorded_by=taker, key="r")
    assert texts(ana, staff("view_person")) == ["First written down here.", "Asked to be a member."]
    assert texts(ana, staff("view_payment")) == [
        f"Taken back: receipt {payment.receipt}, $12.34.",
        f"Paid $12.34 (cash), receipt {payment.receipt}.",
    ]


def test_consents_are_told_without_the_place_that_could_name_a_petition(ana):
    give_consent(ana, purpose=Purpose.NEWS, channel="email", wording="Write to me.", how="petition")
    withdraw_consent(ana, purpose=Purpose.NEWS)
    assert texts(ana, staff("view_person")) == [
        "First written down here.",
        "Said yes to messages about events and campaigns (e-mail).",
        "Wants no more messages about events and campaigns (e-mail).",
    ]


def test_that_somebody_signed_is_not_told_by_the_bare_ledger(ana):
    record_participation(
        ana, kind=ParticipationKind.SIGNED, subject="petition:1", occurred_on=TODAY, source_key="signature:1"
    )
    assert texts(ana, staff("view_person")) == ["First written down here."]


def test_at_most_a_hundred_lines_are_shown_and_it_is_said(ana, django_assert_num_queries):
    user = staff("view_person")
    for number in range(LONGEST + 1):
        read(ana, number, TODAY)
    user.get_all_permissions()
    with django_assert_num_queries(5):
        timeline = timeline_of(ana, user)
    assert (len(timeline.lines), timeline.is_cut) == (100, True)


def test_a_short_timeline_is_not_cut(ana):
    read(ana, 1, TODAY)
    timeline = timeline_of(ana, staff("view_person"))
    assert (len(timeline.lines), timeline.is_cut) == (2, False)
