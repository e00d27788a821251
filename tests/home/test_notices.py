"""The alert above every page: when it shows, which one, and in what words."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from wagtail.models import Page

from home.models import Alert, AlertText, Footer, FooterText
from tests.demo import add_page, text_of

NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
WINDOWS = {
    "open since an hour": (-HOUR, None, True),
    "from this very moment": (timedelta(0), None, True),
    "for another second": (-HOUR, SECOND, True),
    "until this very moment": (-HOUR, timedelta(0), False),
    "over since an hour": (-2 * HOUR, -HOUR, False),
    "in a second": (SECOND, None, False),
}


@pytest.fixture
def noon(site):
    """A fixed clock on a site without alerts."""
    Alert.objects.all().delete()
    with time_machine.travel(NOW, tick=False):
        yield NOW


def put_up(sentence, starts=-HOUR, ends=None, **fields):
    times = {"starts_at": NOW + starts, "ends_at": None if ends is None else NOW + ends}
    alert = Alert.objects.create(name=sentence[:80], **times | fields)
    AlertText.objects.create(record=alert, language="en", text=sentence, label="Heat", link_label="Read more")
    return alert


def alert_on(path="/en/"):
    found = re.search(r'<aside class="alert.*?</aside>', text_of(path), re.DOTALL)
    return found[0] if found else ""


@pytest.mark.parametrize(("starts", "ends", "shows"), WINDOWS.values(), ids=WINDOWS)
def test_alert_shows_in_its_window_only(noon, starts, ends, shows):
    put_up("Drink water every hour.", starts, ends)
    assert ("Drink water every hour." in alert_on()) is shows


def test_newest_of_two_alerts_shows_alone(noon):
    put_up("Newer", -HOUR)
    put_up("Older", -2 * HOUR)
    assert ("Newer" in alert_on(), "Older" in alert_on()) == (True, False)


def test_urgent_alert_goes_before_a_newer_one(noon):
    put_up("Call the hotline", -2 * HOUR, severity="urgent")
    put_up("New hours", -HOUR)
    html = alert_on()
    assert ('class="alert alert-urgent"' in html, "Call the hotline" in html, "New hours" in html) == (
        True,
        True,
        False,
    )


def test_urgent_alert_that_is_over_gives_way(noon):
    put_up("Call the hotline", -2 * HOUR, -HOUR, severity="urgent")
    put_up("New hours")
    assert "New hours" in alert_on()


def test_alert_stands_on_every_page_but_the_help_page(noon):
    put_up("Drink water")
    paths = ("/en/", "/en/about/", "/en/search/", "/en/account/login/", "/en/nowhere/", "/en/get-help/")
    assert [bool(alert_on(path)) for path in paths] == [True] * 5 + [False]


def test_alert_without_translation_is_marked_with_its_language(noon):
    alert = put_up("Drink water")
    assert 'lang="en"' in alert_on("/es/")
    AlertText.objects.create(record=alert, language="es", text="Toma agua")
    html = alert_on("/es/")
    assert ("Toma agua" in html, 'lang="en"' in html) == (True, False)


def test_alert_leads_to_its_page_in_the_readers_language(noon):
    put_up("Read", link_page=Page.objects.get(slug="about", locale__language_code="en"))
    assert '<a href="/en/about/">Read more</a>' in alert_on()
    assert '<a href="/es/quienes-somos/">Read more</a>' in alert_on("/es/")


def test_alert_leads_to_an_address(noon):
    put_up("Call", link_address="tel:+12035550142")
    assert '<a href="tel:+12035550142">Read more</a>' in alert_on()


def test_alert_loses_its_link_with_the_page(noon):
    page = add_page("/en/", "Hotline", slug="hotline")
    put_up("Read", link_page=page)
    assert "/en/hotline/" in alert_on()
    page.unpublish()
    assert ("<a " in alert_on(), "Read" in alert_on()) == (False, True)
    page.delete()
    assert "<a " not in alert_on()


def test_alert_text_is_escaped(noon):
    put_up("<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in alert_on()


def test_alert_cannot_end_before_it_starts(noon):
    wrong = {"name": "x", "starts_at": NOW, "ends_at": NOW}
    with pytest.raises(ValidationError) as refused:
        Alert(**wrong).full_clean()
    assert refused.value.messages == ["“Show until” must be later than “show from”."]
    with pytest.raises(IntegrityError):
        Alert.objects.create(**wrong)


def test_alert_has_one_target(noon):
    page = Page.objects.get(slug="about", locale__language_code="en")
    with pytest.raises(ValidationError) as refused:
        Alert(name="x", link_page=page, link_address="https://example.org").full_clean()
    assert refused.value.messages == ["Choose one target: a page or an address."]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "example.org", "data:text/html,x"])
def test_alert_refuses_an_address_that_is_none(noon, address):
    with pytest.raises(ValidationError) as refused:
        Alert(name="x", link_address=address).full_clean()
    assert list(refused.value.message_dict) == ["link_address"]


def test_foot_falls_back_to_the_default_language(site):
    FooterText.objects.filter(language="es").delete()
    promise = Footer.load().words("en").promise
    foot = " ".join(text_of("/es/").partition('<footer class="foot">')[2].split())
    assert f'<div lang="en"> <p class="promise">{promise}</p>' in foot
    assert f'<p class="promise">{promise}</p>' in text_of("/en/")
