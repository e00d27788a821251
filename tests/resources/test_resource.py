"""The record of a guide: what it refuses, and who may read it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from membership.models import Person
from resources.models import Resource

TODAY = date(2026, 11, 22)
OURS = "Who keeps the guides of these tests"  # the demonstration may be loaded beside them
CHECK = "A check needs both: the date and the name of the lawyer."
LATER = "“Check again by” must be later than the check."
APPROVAL = "An approval needs both: the date and who gave it."
WRONG = {
    "check without name": ({"law_checked_on": TODAY}, CHECK),
    "check without date": ({"checked_by": "Rosa Lee"}, CHECK),
    "due on the day of the check": (
        {"law_checked_on": TODAY, "checked_by": "Rosa Lee", "review_due": TODAY},
        LATER,
    ),
    "approval without name": ({"grant_approved_on": TODAY}, APPROVAL),
    "approval without date": ({"grant_approved_by": "CT DOL"}, APPROVAL),
}


def guide(name="Pay", **fields):
    return Resource(**{"name": name, "owner": OURS, "sources": "A law", "review_due": date(2027, 6, 1)} | fields)


def saved(name, **fields):
    one = guide(name, **fields)
    one.save()
    return one


@pytest.mark.parametrize(("fields", "message"), WRONG.values(), ids=WRONG)
def test_half_a_fact_is_refused_by_form_and_database(db, fields, message):
    with pytest.raises(ValidationError) as refused:
        guide(**fields).full_clean()
    assert refused.value.messages == [message]
    with pytest.raises(IntegrityError), transaction.atomic():
        guide(**fields).save()


@pytest.mark.parametrize(
    ("fields", "cleared", "approved"),
    [
        ({}, True, False),
        ({"grant_funded": True}, False, False),
        ({"grant_funded": True, "grant_approved_on": TODAY, "grant_approved_by": "CT DOL"}, True, True),
        ({"grant_approved_on": TODAY, "grant_approved_by": "CT DOL"}, True, False),
    ],
    ids=["no grant", "waiting", "approved", "approved for nothing"],
)
def test_grant_wants_an_approval(db, fields, cleared, approved):
    one = saved("Pay", **fields)
    assert (one.is_cleared, one.is_approved) == (cleared, approved)
    assert Resource.objects.filter(owner=OURS).cleared().exists() is cleared


def test_readers_get_what_is_theirs(db):
    saved("open")
    saved("closed", members_only=True)
    saved("waiting", grant_funded=True)
    saved("closed and waiting", members_only=True, grant_funded=True)
    signer, member = Person(given_name="Ana"), Person(given_name="Luz", joined_on=TODAY)
    names = [
        {one.name for one in Resource.objects.filter(owner=OURS).readable_by(who)} for who in (None, signer, member)
    ]
    assert names == [{"open"}, {"open"}, {"open", "closed"}]


def test_review_names_what_is_due_or_unread(db):
    read = {"law_checked_on": date(2026, 1, 1), "checked_by": "Rosa Lee"}
    saved("past", review_due=TODAY - timedelta(days=1), **read)
    saved("in 60 days", review_due=TODAY + timedelta(days=60), **read)
    saved("in 61 days", review_due=TODAY + timedelta(days=61), **read)
    saved("unread", review_due=TODAY + timedelta(days=900))
    assert [one.name for one in Resource.objects.filter(owner=OURS).to_review(TODAY)] == [
        "past",
        "in 60 days",
        "unread",
    ]


def test_published_guide_cannot_lose_its_approval(overtime):
    overtime.grant_funded = True
    with pytest.raises(ValidationError) as refused:
        overtime.full_clean()
    assert refused.value.message_dict == {
        "grant_funded": ["Pages of this guide are published. Unpublish them first, or record the approval."]
    }
    for face in overtime.faces.all():
        face.unpublish()
    overtime.full_clean()


def test_guide_with_pages_cannot_be_deleted(overtime):
    with pytest.raises(ProtectedError):
        overtime.delete()


def test_names_are_unique(overtime):
    with pytest.raises(ValidationError) as refused:
        guide(overtime.name).full_clean()
    assert list(refused.value.message_dict) == ["name"]
