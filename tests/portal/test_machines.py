"""What machines ask for: sitemap, robots, security.txt, favicon."""

from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.utils import timezone
from wagtail.models import Page

from campaigns.models import Event
from tests.demo import add_page, make_private, queries_for, text_of

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def entries():
    """The sitemap as address → {language: address of that face}."""
    tree = ElementTree.fromstring(text_of("/sitemap.xml"))  # noqa: S314  (our own)
    return {
        entry.find(f"{SITEMAP}loc").text: {
            link.get("hreflang"): link.get("href") for link in entry.findall(f"{XHTML}link")
        }
        for entry in tree
    }


def test_sitemap_names_every_public_page_once(site):
    pages = [page.url for page in Page.objects.filter(depth__gt=1).live().public()]
    events = ["", *(f"{slug}/" for slug in Event.objects.published().values_list("slug", flat=True))]
    pages += [f"/{language}/events/{slug}" for language in settings.CENTER.languages for slug in events]
    assert sorted(entries()) == sorted(f"http://localhost:8000{path}" for path in pages)


def test_sitemap_names_the_faces_of_a_page(site):
    faces = entries()["http://localhost:8000/es/programas/"]
    assert faces == {
        "en": "http://localhost:8000/en/programs/",
        "es": "http://localhost:8000/es/programas/",
        "pt-br": "http://localhost:8000/pt-br/programas/",
    }


def test_sitemap_knows_no_draft_and_nothing_private(site):
    add_page("/en/", "Draft", slug="zither-draft", live=False)
    private = add_page("/en/", "Private", slug="zither-private")
    add_page(private, "Below", slug="zither-below")
    add_page("/en/", "Open", slug="zither-open")
    make_private(private)
    assert [url for url in entries() if "zither" in url] == ["http://localhost:8000/en/zither-open/"]


def test_sitemap_asks_the_same_whatever_the_number_of_pages(site):
    few = queries_for("/sitemap.xml")
    for number in range(10):
        add_page("/en/", f"More {number}", slug=f"more-{number}")
    assert queries_for("/sitemap.xml") == few <= 8


def test_robots_of_a_real_center_lead_to_the_sitemap(client, settings):
    settings.DEMO_PUBLIC, settings.BASE_URL = False, "https://www.example.org"
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert lines[-1] == "Sitemap: https://www.example.org/sitemap.xml"
    assert {"Disallow: /admin/", "Disallow: /*/account/", "Disallow: /*/search/"} <= set(lines)


def test_robots_stay_away_from_a_public_demonstration(client, settings):
    settings.DEMO_PUBLIC = True
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"


def test_security_txt_says_whom_to_tell(client, settings):
    response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert list(fields) == ["Contact", "Expires", "Preferred-Languages", "Canonical"]
    assert (fields["Contact"], fields["Preferred-Languages"]) == ("mailto:office@example.org", "en, es, pt-br")
    left = datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert timedelta(days=170) < left < timedelta(days=365)  # RFC 9116: less than a year
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_favicon_is_the_centers_mark(client):
    response = client.get("/favicon.ico")
    assert (response.status_code, response.headers["Location"]) == (301, "/static/center/mark.svg")


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/robots.txt", "/sitemap.xml", "/favicon.ico"])
def test_machines_get_no_cookie(site, client, path):
    assert client.get(path).cookies.output() == ""
