"""Every field of every form of ours, with what nobody should type: a page with a sentence, never an error page."""

import re

import pytest
from django.test import Client

from campaigns.models import Event, Petition
from membership.models import DuesRate, LeadershipTrack, Person, TrackStage, TrackStep
from resources.models import Resource, Topic
from tests.demo import logged_in

BAD = {
    "long": "<b>" + "x" * 10_000,
    "script": '"><script>alert(1)</script>',
    "null": "a\x00b",
    "number": "9" * 400,
    "negative": "-1",
    "infinite": "NaN",
    "emoji": "\N{PILE OF POO}\u202e\u200f\ud83d".encode("utf-8", "ignore").decode(),
    "template": "{{ 7|add:7 }}{% url %}",
    "nothing": "",
}
FINE = (200, 302, 429)  # a page with a sentence, a step on, or "that was too many tries"
FORMS = [
    ("", "/en/events/rights-training/rsvp/"),
    ("", "/en/petitions/hire-sheet/sign/"),
    ("", "/en/join/"),
    ("", "/en/account/login/"),
    ("member", "/en/member/profile/"),
    ("member", "/en/member/welcome/"),
    ("member", "/en/member/break/"),
    ("member", "/en/account/phone/change/"),
    ("treasurer", "/admin/cash/{person}/"),
    ("collector", "/admin/cash/new/"),
    ("treasurer", "/admin/dues-rates/edit/{rate}/"),
    ("organizer", "/admin/events/new/"),
    ("organizer", "/admin/events/edit/{event}/"),
    ("organizer", "/admin/campaigns/new/"),
    ("organizer", "/admin/petitions/edit/{petition}/"),
    ("organizer", "/admin/grants/new/"),
    ("organizer", "/admin/tracks/edit/{track}/"),
    ("organizer", "/admin/track-stages/edit/{stage}/"),
    ("organizer", "/admin/track-steps/edit/{step}/"),
    ("editor", "/admin/alerts/new/"),
    ("editor", "/admin/legal-checks/new/"),
    ("editor", "/admin/guides/edit/{resource}/"),
    ("editor", "/admin/topics/edit/{topic}/"),
    ("administrator", "/admin/people/break/{person_id}/"),
    ("administrator", "/admin/people/edit/{person_id}/"),
]


@pytest.fixture
def places(site):
    """Ids of rows of the demonstration that the addresses name."""
    person = Person.objects.members().first()
    first = {"rate": DuesRate, "event": Event, "petition": Petition, "track": LeadershipTrack, "stage": TrackStage}
    first |= {"step": TrackStep, "resource": Resource, "topic": Topic}
    return {name: model.objects.first().pk for name, model in first.items()} | {
        "person": person.handle,
        "person_id": person.pk,
    }


def fields_of(html):
    """The names of the fields that people type into in the longest form of this page."""
    form = max(re.findall(r'<form[^>]*method="post".*?</form>', html, re.DOTALL | re.IGNORECASE), key=len)
    tags = re.findall(r"<(?:input|textarea|select)\b[^>]*>", form)
    names = [re.search(r'\bname="([^"]+)"', tag) for tag in tags if not re.search(r'type="(hidden|checkbox)"', tag)]
    return list(dict.fromkeys(name[1] for name in names if name))


@pytest.mark.parametrize(("role", "path"), FORMS, ids=[path for _role, path in FORMS])
def test_nothing_typed_into_all_fields_breaks_a_form(places, role, path):
    client = logged_in(f"{role}@example.org") if role else Client()
    path = path.format(**places)
    fields = fields_of(client.get(path).content.decode())
    assert fields
    for kind, text in BAD.items():
        answer = client.post(path, dict.fromkeys(fields, text))
        assert answer.status_code in FINE, (kind, answer.status_code)
        assert "<script>alert(1)" not in answer.content.decode(), kind


@pytest.mark.parametrize(("role", "path"), FORMS[:8], ids=[path for _role, path in FORMS[:8]])
@pytest.mark.parametrize("kind", ["long", "null", "number"])
def test_nothing_typed_into_one_field_breaks_a_form(places, role, path, kind):
    client = logged_in(f"{role}@example.org") if role else Client()
    fields = fields_of(client.get(path).content.decode())
    for name in fields:
        answer = client.post(path, dict.fromkeys(fields, "Ana") | {name: BAD[kind]})
        assert answer.status_code in FINE, (name, answer.status_code)
