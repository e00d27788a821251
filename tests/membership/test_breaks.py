"""Pausing, leaving and coming back, by members and by staff."""

import pytest

from membership.services.standing import standing_of
from membership.standing import months_after
from membership.timeline import timeline_of
from tests.demo import ADMINISTRATOR, logged_in
from tests.membership.members import browser_of, days_ago, make_member, pay

BREAK, END, LEAVE, RETURN = (f"/en/member/{path}/" for path in ("break", "break/end", "leave", "return"))


@pytest.fixture
def ana(site):
    person = make_member()
    pay(person)
    return person


def test_pause_begins_today_and_can_be_ended(ana):
    client = browser_of(ana)
    for _ in range(2):
        client.post(BREAK, {"ends_on": days_ago(-30).isoformat()})
    assert [(pause.starts_on, pause.ends_on) for pause in ana.pauses.all()] == [(days_ago(0), days_ago(-30))]
    assert standing_of(ana).state == "paused"
    for _ in range(2):
        client.post(END)
    assert (ana.pauses.count(), standing_of(ana).state) == (0, "good")


@pytest.mark.parametrize("day", ["", "soon", "2020-01-01", "9999-12-31", "\x00", "9" * 10_000, "<b>"])
def test_bad_last_day_gets_a_sentence(ana, day):
    answer = browser_of(ana).post(BREAK, {"ends_on": day})
    assert (answer.status_code, '<p class="err"' in answer.content.decode(), ana.pauses.count()) == (200, True, 0)


def test_a_year_is_the_longest(ana):
    last = months_after(days_ago(0), 12)
    browser_of(ana).post(BREAK, {"ends_on": last.isoformat()})
    assert ana.pauses.get().ends_on == last


def test_looking_at_leaving_changes_nothing(ana):
    assert "What happens" in browser_of(ana).get(LEAVE).content.decode()
    assert ana.resignations.count() == 0


def test_leaving_twice_and_coming_back_twice(ana):
    client = browser_of(ana)
    for _ in range(2):
        client.post(LEAVE)
    assert (ana.resignations.count(), standing_of(ana).state) == (1, "resigned")
    assert "One tap, and you are with us again" in client.get(BREAK).content.decode()
    for _ in range(2):
        client.post(RETURN)
    assert (ana.resignations.get().returned_on, standing_of(ana).state) == (days_ago(0), "good")


def test_staff_do_the_same(ana):
    client, address = logged_in(ADMINISTRATOR), f"/admin/people/break/{ana.pk}/"
    steps = [({"what": "pause", "ends_on": days_ago(-9).isoformat()}, "paused"), ({"what": "end"}, "good")]
    steps += [({"what": "leave"}, "resigned"), ({"what": "return"}, "good")]
    found = []
    for typed, _state in steps:
        client.post(address, typed)
        found.append(standing_of(ana).state)
    assert found == [state for _typed, state in steps]


def test_staff_pause_nobody_who_is_no_member(site):
    from membership.services.people import create_person

    person = create_person("Rosa", language="es")
    assert logged_in(ADMINISTRATOR).get(f"/admin/people/break/{person.pk}/").status_code == 404


def test_breaks_are_told_to_staff(ana):
    from membership.services.breaks import come_back, pause_membership, resign

    pause_membership(ana, ends_on=days_ago(-9))
    resign(ana)
    come_back(ana)
    from django.contrib.auth import get_user_model

    organizer = get_user_model().objects.get(email="organizer@example.org")
    told = [line.text.split(" until")[0] for line in timeline_of(ana, organizer).lines]
    assert told == ["First written down here.", "Asked to be a member.", "Takes a break", "Left.", "Came back."]
