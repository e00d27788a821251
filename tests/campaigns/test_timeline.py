"""Who signed what, on the staff's page of a person: for campaign staff only, in every state of a signature."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from campaigns.models import Petition, Signature
from campaigns.services.signing import sign_as_member, start_signature, withdraw_signature
from membership.models import User
from membership.timeline import timeline_of
from tests.campaigns.conftest import NAME, PHONE


@pytest.fixture
def staff(db):
    """Makes a login with one permission."""

    def staff(codename):
        user = User.objects.create_user(email=f"{codename}@example.org")
        user.user_permissions.add(Permission.objects.get(codename=codename))
        return user

    return staff


def lines(person, user):
    return [(line.text, line.url) for line in timeline_of(person, user).lines]


def address(signature):
    return reverse("signatures:edit", args=[signature.pk])


def test_a_confirmed_and_a_withdrawn_signature_are_told_with_their_petition(petition, member, staff):
    user = staff("view_signature")
    signature = sign_as_member(petition, member, language="es")
    assert lines(member, user) == [("Signed “A sheet”.", address(signature))]
    withdraw_signature(signature)
    assert lines(member, user) == [("Took back the signature under “A sheet”.", address(signature))]


def test_an_unconfirmed_signature_is_told_as_such(petition, staff):
    signature = start_signature(petition, name=NAME, contact=PHONE, language="es")
    told = lines(signature.person, staff("view_signature"))
    assert told == [("Began to sign “A sheet”, not confirmed.", address(signature))]


def test_others_read_nothing_of_it(petition, member, staff):
    sign_as_member(petition, member, language="es")
    told = lines(member, staff("view_person"))
    assert told == [("First written down here.", ""), ("Asked to be a member.", "")]


def test_many_signatures_are_one_question(campaign, member, staff, django_assert_num_queries):
    user = staff("view_signature")
    user.get_all_permissions()
    for crowd in (1, 2):
        for _ in range(crowd):
            number = Signature.objects.count()
            petition = Petition.objects.create(
                campaign=campaign, name=f"P{number}", slug=f"p{number}", opens_on=date(2020, 1, 1)
            )
            sign_as_member(petition, member, language="es")
        with django_assert_num_queries(1):
            timeline_of(member, user)
