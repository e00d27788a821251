"""Not paying for a while: who may ask, what is granted, and that asking twice is asking once."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from membership.enums import Method
from membership.models import DuesSettings, Message, Payment, Person, User, WaiverReason
from membership.models.breaks import REASON_KEPT_FOR, forget_reasons
from membership.services.breaks import come_back, pause_membership, resign
from membership.services.ledger import Taken, record_payment, reverse_payment
from membership.services.merging import merge_persons
from membership.services.messages import send_messages
from membership.services.people import create_person
from membership.services.standing import standing_of
from membership.services.waivers import grant_waiver, may_ask_for_waiver, running_waiver
from membership.standing import State, months_after

TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def ana(db):
    return create_person("Ana", language="es", contact=("phone", "+12035550142"))


def pay(person, day, months=1, key="k"):
    return record_payment(person, taken=Taken(amount=1000, months=months, received_on=day, key=key))


def waive_on(person, day, months=12):
    taken = Taken(amount=0, months=months, received_on=day, key=f"old:{day}", method=Method.WAIVER)
    return record_payment(person, taken=taken)


def test_a_waiver_makes_a_member_for_twelve_months_without_money(ana):
    payment = grant_waiver(ana)
    standing = standing_of(ana)
    assert (payment.amount, payment.months, payment.method, payment.recorded_by) == (0, 12, "waiver", None)
    assert (standing.state, standing.paid_through) == (State.GOOD, months_after(TODAY, 12) - DAY)


def test_it_begins_where_the_paid_time_ends(ana):
    pay(ana, TODAY - timedelta(days=10))
    end = standing_of(ana).paid_through
    grant_waiver(ana)
    assert standing_of(ana).paid_through == months_after(end + DAY, 12) - DAY


def test_in_the_extra_time_it_goes_on_from_the_old_end(ana):
    pay(ana, TODAY - timedelta(days=60))
    end = standing_of(ana).paid_through
    grant_waiver(ana)
    assert (standing_of(ana).state, standing_of(ana).paid_through) == (State.GOOD, months_after(end + DAY, 12) - DAY)


def test_it_leaves_the_credit(ana):
    record_payment(ana, taken=Taken(amount=500, price=1000, months=1, received_on=TODAY, key="half"))
    grant_waiver(ana)
    assert (standing_of(ana).state, standing_of(ana).credit) == (State.GOOD, 500)


@pytest.mark.parametrize("months", [1, 12])
def test_two_taps_are_one_waiver_one_message_and_one_reason(ana, months):
    DuesSettings.objects.update_or_create(pk=DuesSettings.load().pk, defaults={"waiver_months": months})
    first = grant_waiver(ana, reason="first")
    assert grant_waiver(ana, reason="second") == first
    assert Payment.objects.count() == Message.objects.filter(purpose="waiver").count() == 1
    assert list(WaiverReason.objects.values_list("text", flat=True)) == ["first"]


@pytest.mark.parametrize(("left", "expected"), [(29, True), (30, True), (31, False)])
def test_asking_again_is_possible_thirty_days_before_the_end(ana, left, expected):
    waiver = waive_on(ana, TODAY - timedelta(days=100))
    end = standing_of(ana).paid_through
    assert running_waiver(ana, TODAY) == waiver
    assert may_ask_for_waiver(ana, end - timedelta(days=left)) is expected


def test_the_next_waiver_follows_the_one_that_ends(ana):
    waive_on(ana, months_after(TODAY, -12) + timedelta(days=9))
    end = standing_of(ana).paid_through
    grant_waiver(ana)
    assert standing_of(ana).paid_through == months_after(end + DAY, 12) - DAY
    assert not may_ask_for_waiver(ana)


def test_a_waiver_taken_back_leaves_nothing_and_can_be_asked_for_again(ana):
    reverse_payment(grant_waiver(ana), key="r")
    assert (standing_of(ana).state, running_waiver(ana, TODAY)) == (State.APPLIED, None)
    grant_waiver(ana)
    assert standing_of(ana).state == State.GOOD


def test_a_waiver_under_an_entry_that_was_merged_counts(ana):
    other = create_person("Ana", language="es")
    waiver = grant_waiver(other)
    merge_persons(ana, lost=other, by=None)
    ana.refresh_from_db()
    assert grant_waiver(ana) == waiver


def test_a_pause_stretches_the_waiver(ana):
    grant_waiver(ana)
    pause_membership(ana, ends_on=TODAY + timedelta(days=9))
    assert standing_of(ana).paid_through == months_after(TODAY, 12) - DAY + timedelta(days=10)
    assert not may_ask_for_waiver(ana)


def test_staff_who_set_no_month_offer_none(ana):
    DuesSettings.objects.update_or_create(pk=DuesSettings.load().pk, defaults={"waiver_months": 0})
    assert (may_ask_for_waiver(ana), grant_waiver(ana), Payment.objects.count()) == (False, None, 0)


def test_whoever_left_comes_back_first(ana):
    pay(ana, TODAY)
    resign(ana)
    assert (may_ask_for_waiver(ana), grant_waiver(ana)) == (False, None)
    come_back(ana)
    assert may_ask_for_waiver(ana)


def test_who_granted_it_is_written_down(ana):
    staff = User.objects.create_user(email="treasurer@example.org")
    assert grant_waiver(ana, granted_by=staff).recorded_by == staff


def test_asking_makes_a_member_of_who_was_none(ana):
    Person.objects.filter(pk=ana.pk).update(joined_on=None)
    grant_waiver(ana)
    assert Person.objects.get(pk=ana.pk).joined_on == TODAY


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_none_is_kept(ana, reason):
    grant_waiver(ana, reason=reason)
    assert WaiverReason.objects.count() == 0


def test_a_reason_goes_after_a_year_and_the_waiver_stays(ana):
    grant_waiver(ana, reason="No work.")
    now = timezone.now()
    assert forget_reasons(now + REASON_KEPT_FOR - DAY) == 0
    assert forget_reasons(now + REASON_KEPT_FOR + DAY) == 1
    assert Payment.objects.count() == 1


@pytest.mark.parametrize("language", ["en", "es", "pt-br"])
@pytest.mark.parametrize("contact", [("phone", "+12035550142"), ("email", "ana@example.org")])
def test_the_message_says_nothing_that_others_may_not_read(db, texts, mailoutbox, settings, language, contact):
    """VOICE rule 12: an employer, a partner, a child may read it."""
    person = create_person("Ana", language=language, contact=contact)
    grant_waiver(person)
    send_messages(timezone.now())
    seen_unopened = texts[0] if texts else (mailoutbox[0].subject, mailoutbox[0].body.splitlines()[0])
    sent = " ".join(seen_unopened).lower()
    with translation.override(language):
        words = ("dues", "pay", "paga", "cuota", "contribui", "waive", "exenci", "isen", "miembro", "$")
    assert [word for word in words if word in sent] == []
    whole = texts[0][1] if texts else mailoutbox[0].body
    assert f"{settings.BASE_URL}/{language}/member/" in whole
