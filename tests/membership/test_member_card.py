"""The member card: staff who may see people open it, nobody else learns anything."""

import re

import pytest
from django.test import Client

from membership.card import card_token, handle_in
from membership.services.erasing import erase_person
from membership.services.merging import merge_persons
from membership.services.people import create_person
from tests.demo import logged_in
from tests.membership.members import browser_of, make_member, pay


@pytest.fixture
def ana(site):
    return make_member()


def address_of(person):
    return f"/admin/card/{card_token(person)}/"


def test_card_shows_the_member_and_a_code(ana):
    pay(ana)
    page = browser_of(ana).get("/en/member/card/").content.decode()
    assert ("Ana Pérez" in page, ana.reference in page, "In good standing" in page) == (True, True, True)
    assert len(re.findall(r"<svg [^>]*card-code", page)) == 1
    assert "style=" not in page.split('class="member-card"')[1].split("</article>")[0]


def test_token_names_nobody(ana):
    assert handle_in(card_token(ana)) == ana.handle
    assert "Ana" not in card_token(ana)


def test_staff_land_on_the_page_of_the_person(ana):
    assert logged_in("organizer@example.org").get(address_of(ana)).url == f"/admin/people/inspect/{ana.pk}/"
    assert browser_of(ana).get(address_of(ana)).status_code == 403
    assert Client().get(address_of(ana)).url.startswith("/en/account/login/")


@pytest.mark.parametrize("token", ["x", "0" * 32, f"{'0' * 32}.{'A' * 43}", "%00", "x" * 3000])
def test_forged_code_leads_nowhere(site, token):
    assert logged_in("organizer@example.org").get(f"/admin/card/{token}/").status_code == 404


def test_old_card_leads_to_the_kept_row_and_that_of_an_erased_person_nowhere(ana):
    lost = create_person("Anna", language="es")
    old = address_of(lost)
    merge_persons(ana, lost=lost, by=None)
    staff = logged_in("organizer@example.org")
    assert staff.get(old).url == f"/admin/people/inspect/{ana.pk}/"
    pay(ana)
    card = address_of(ana)
    erase_person(ana)
    assert staff.get(card).status_code == 404
