"""A double tap and a stale tab: whatever is sent twice has happened once, and nobody gets an error page for it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.urls import reverse

from campaigns.models import Event, Petition, Rsvp, Signature
from membership.models import DuesRate, Payment
from membership.services.batches import count_batch
from membership.services.erasing import erase_person
from tests.portal.test_walk import address
from tests.portal.world import browser_of, make_world, staff_login

OURS = ("campaigns", "home", "membership", "resources")
# Who sends it; what is typed is made of the world.
TAPS = {
    "cash_take": "treasurer",
    "cash_new": "collector",
    "cash_receipt_send": "treasurer",
    "cash_batch_count": "treasurer",
    "cash_batch_confirm": "administrator",
    "cash_batch_deposit": "administrator",
    "sign_off": "organizer",
    "event_came": "organizer",
    "event_not_came": "organizer",
    "event_give_address": "organizer",
    "event_walk_in": "organizer",
    "people:delete": "administrator",
    "people:merge": "administrator",
    "member_track_start": "owner",
    "member_track_leave": "owner",
    "member_profile": "owner",
    "member_erase": "owner",
    "member_waive": "owner",
    "member_break": "owner",
    "member_end_pause": "owner",
    "member_leave": "owner",
    "member_return": "owner",
    "people:break": "administrator",
    "guide_read": "owner",
    "event_rsvp": "stranger",
    "event_seat": "owner",
    "event_cancel": "owner",
    "petition_sign": "stranger",
    "petition_withdraw": "owner",
}
# She is on the path already, nobody marked her at this event, and she neither pauses nor left.
CHANGES_NOTHING = {"member_track_start", "event_not_came", "member_end_pause", "member_return"}
AFTER_THE_COUNT = {"cash_batch_confirm", "cash_batch_deposit"}
AT_THE_DOOR = {"event_came", "event_walk_in"}


@pytest.fixture
def world(site, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_world()


def cash(world):
    rate = DuesRate.objects.get(period="month")
    return {"amount": "20", "rate": rate.pk, "received_on": world.payment.received_on.isoformat(), "key": "cash:tab"}


def typed(name, world):
    """What stands in the form of this address."""
    forms = {
        "cash_take": cash(world),
        "cash_new": {"given_name": "Rosa", "family_name": "Nueva", "language": "es", "key": str(uuid4())},
        "cash_receipt_send": {"contact": "other@example.org"},
        "cash_batch_count": {"counted": "7", "note": "All of it"},
        "cash_batch_deposit": {"deposited_on": world.payment.received_on.isoformat()},
        "sign_off": {"word": "back"},
        "event_walk_in": {"given_name": "Rosa", "family_name": "Nueva", "language": "es", "key": str(uuid4())},
        "people:delete": {"name": "Quispe"},
        "member_profile": {"given_name": "Zora", "family_name": "Quispe", "language": "es", "news": "on"},
        "member_waive": {"reason": "Less work"},
        "member_break": {"ends_on": (world.payment.received_on + timedelta(days=9)).isoformat()},
        "people:break": {"what": "leave"},
        "event_seat": {"guests": "1", "needs": ["childcare"]},
    }
    return forms.get(name, {})


def everything():
    """Every row that is ours, but who is logged in where."""
    models = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}


def changed(before, after):
    return sorted(label for label in after if after[label] != before[label])


@pytest.mark.parametrize("name", TAPS)
def test_two_taps_do_what_one_does(world, name):
    if name in AT_THE_DOOR:
        Event.objects.filter(pk=world.event.pk).update(starts_at=Event.objects.get(slug="been").starts_at)
    if name in AFTER_THE_COUNT:
        count_batch(world.batch, counted=1234, counted_by=staff_login("treasurer"))
    client, url, form = browser_of(TAPS[name], world), address(name, world), typed(name, world)
    states = [everything()]
    for _ in range(2):
        assert client.post(url, form).status_code in (200, 302)
        states.append(everything())
    first, second = changed(states[0], states[1]), changed(states[1], states[2])
    assert (first != [] or name in CHANGES_NOTHING, second) == (True, [])


def test_a_stale_tab_of_somebody_erased_leads_to_the_log_in(world):
    client = browser_of("owner", world)
    erase_person(world.person)
    for name in ("member_track_start", "member_erase", "member_profile", "guide_read"):
        assert client.post(address(name, world)).url.startswith("/en/account/login/")


@pytest.mark.parametrize(("name", "visitor"), [("cash_take", "treasurer"), ("sign_off", "organizer")])
def test_a_stale_tab_about_somebody_erased_writes_nothing(world, name, visitor):
    client, url = browser_of(visitor, world), address(name, world)
    erase_person(world.person)
    before = everything()
    assert client.post(url, typed(name, world)).status_code == 404
    assert changed(before, everything()) == []


def test_a_stale_tab_of_a_canceled_event_takes_no_answer(world):
    client = browser_of("stranger", world)
    Event.objects.filter(pk=world.event.pk).update(is_canceled=True)
    assert client.post(reverse("event_rsvp", args=[world.event.slug])).status_code == 200
    assert Rsvp.objects.filter(event=world.event).count() == 1


def test_a_stale_tab_of_a_closed_petition_takes_no_signature(world):
    before = Signature.objects.count()
    client = browser_of("stranger", world)
    Petition.objects.filter(pk=world.petition.pk).update(opens_on=date(2020, 1, 1), closes_on=date(2020, 2, 1))
    assert client.post(address("petition_sign", world)).status_code == 200
    assert Signature.objects.count() == before


def test_cash_under_a_key_of_somebody_else_is_not_taken_twice(world):
    """A form that was copied to another person's page is one payment."""
    client = browser_of("treasurer", world)
    for person in (world.person, world.twin):
        client.post(reverse("cash_take", args=[person.handle]), cash(world))
    assert Payment.objects.filter(key="cash:tab").count() == 1
