"""What everybody sees: counts, names only of those who chose it, and how much it costs to show."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns.enums import CommentState, Display, SignatureState
from campaigns.models import Petition, Signature
from campaigns.services.counting import add_to_count
from membership.models import Person
from tests.demo import queries_for, text_of

PETITIONS = {
    "en": "/en/campaigns/put-it-in-writing/hire-sheet/",
    "es": "/es/campanas/por-escrito/hoja-de-contratacion/",
    "pt-br": "/pt-br/campanhas/ponha-no-papel/folha-de-contratacao/",
}
QUERIES = {
    "/en/campaigns/": 14,
    "/en/campaigns/put-it-in-writing/": 15,
    PETITIONS["en"]: 15,
    PETITIONS["es"]: 15,
}


@pytest.fixture
def hire_sheet(site):
    return Petition.objects.get(slug="hire-sheet")


def sign(petition, given_name, number=0, **values):
    person = Person.objects.create(given_name=given_name, family_name=f"Secreta{number}", town="Norwich", language="es")
    defaults = {"state": SignatureState.CONFIRMED, "confirmed_at": timezone.now(), "language": "es"}
    add_to_count(petition, 1)
    return Signature.objects.create(petition=petition, person=person, **defaults | values)


@pytest.mark.parametrize("path", PETITIONS.values(), ids=PETITIONS)
def test_the_languages_share_one_count(hire_sheet, path):
    add_to_count(hire_sheet, 1)
    page = text_of(path)
    assert "<b>1,285</b>" in page
    assert 'value="1285" max="1500"' in page


def test_a_petition_shows_no_number_below_its_minimum(hire_sheet):
    Petition.objects.update(signature_count=24)
    page = text_of(PETITIONS["en"])
    assert "Be one of the first to sign." in page
    assert "<progress" not in page


def test_nobody_is_named_unless_they_chose_it(hire_sheet):
    shown = {"comment": "Una razón.", "comment_state": CommentState.APPROVED}
    sign(hire_sheet, "Oculta", display=Display.HIDDEN, **shown)
    sign(hire_sheet, "Dudosa", display=Display.FULL, state=SignatureState.UNCONFIRMED, confirmed_at=None)
    sign(hire_sheet, "Retirada", display=Display.FULL, state=SignatureState.WITHDRAWN)
    sign(hire_sheet, "Visible", display=Display.FIRST_TOWN, comment="Por leer.")
    for path in (*PETITIONS.values(), "/en/campaigns/", "/en/campaigns/put-it-in-writing/", "/en/"):
        page = text_of(path)
        leaked = [word for word in ("Oculta", "Dudosa", "Retirada", "Secreta", "razón", "Por leer") if word in page]
        assert leaked == []
    assert "<b>Visible, Norwich</b>" in text_of(PETITIONS["en"])


def test_a_closed_petition_has_no_form(hire_sheet):
    hire_sheet.campaign.is_open = False
    hire_sheet.campaign.save()
    page = text_of(PETITIONS["en"])
    assert "This petition is closed." in page
    assert 'name="contact"' not in page


def test_words_of_signers_are_no_html(hire_sheet):
    sign(hire_sheet, "<b>x", display=Display.FULL, comment="<script>", comment_state=CommentState.APPROVED)
    page = text_of(PETITIONS["en"])
    assert ("&lt;b&gt;x" in page, "&lt;script&gt;" in page, "<script>" in page) == (True, True, False)


def test_the_home_page_shows_the_campaign_in_the_readers_language(site):
    page = text_of("/es/")
    assert '<a href="/es/campanas/por-escrito/">Por escrito</a>' in page
    assert 'href="/es/campanas/por-escrito/hoja-de-contratacion/"' in page
    assert "<b>1,284</b>" in page


def test_the_home_page_does_without_a_campaign(site):
    Petition.objects.update(closes_on=None, opens_on="2999-01-01")
    assert 'id="campaign"' not in text_of("/en/")


@pytest.mark.parametrize(("path", "count"), QUERIES.items(), ids=QUERIES)
def test_questions_are_few_and_the_same_at_3_and_at_300_signatures(hire_sheet, path, count):
    for number in range(3):
        sign(hire_sheet, "Visible", number, display=Display.FULL)
    few = queries_for(path)
    for number in range(300):
        sign(hire_sheet, "Visible", number, display=Display.FULL)
    assert (few, queries_for(path)) == (count, count)


def test_no_page_counts_signatures(site):
    with CaptureQueriesContext(connection) as asked:
        for path in (*QUERIES, "/en/", "/en/petitions/hire-sheet/sign/"):
            assert Client().get(path).status_code == 200
    statements = [query["sql"] for query in asked if "campaigns_signature" in query["sql"]]
    assert len(statements) == 2
    assert [sql for sql in statements if "COUNT(" in sql] == []
