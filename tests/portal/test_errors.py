"""When something is wrong: a page in the visitor's language and the site's look, that says what to do."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.demo import make_private, page_at

FAILING = "tests.portal.urls_that_fail"
TITLES = {
    ("damaged", "en"): (400, "We could not read that"),
    ("damaged", "es"): (400, "No pudimos leer eso"),
    ("closed", "en"): (403, "This page is not open to you"),
    ("closed", "pt-br"): (403, "Você não pode abrir esta página"),
    ("crash", "en"): (500, "Something went wrong on our side"),
    ("crash", "es"): (500, "Algo falló de nuestro lado"),
    ("crash", "pt-br"): (500, "Algo deu errado do nosso lado"),
}
SECRET = "a secret of the server"


@pytest.fixture
def calm(settings):
    """A browser that shows error pages instead of raising, on a site with addresses that fail."""
    settings.ROOT_URLCONF = FAILING
    return Client(raise_request_exception=False)


def heading(response):
    text = re.search(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL)[1]
    return re.sub(r"<.*?>", "", text).strip()


def language(response):
    return re.search(r'<html lang="(.*?)"', response.content.decode())[1].lower()


@pytest.mark.parametrize(("where", "expected"), TITLES.items(), ids=[f"{v}-{code}" for v, code in TITLES])
def test_error_page_speaks_the_language_of_the_address(site, calm, where, expected):
    view, code = where
    response = calm.get(f"/{code}/fail/{view}/", headers={"accept-language": "tlh"})
    assert (response.status_code, heading(response), language(response)) == (*expected, code)
    html = response.content.decode()
    assert (SECRET in html, 'class="brand"' in html, "css/site.css" in html) == (False, True, True)
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize("view", ["crash", "damaged"])
def test_error_page_speaks_the_browsers_language_where_the_address_has_none(site, calm, view):
    assert language(calm.get(f"/fail/{view}/", headers={"accept-language": "es-419"})) == "es"


@pytest.mark.parametrize("path", ["/en/fail/crash/", "/es/fail/damaged/"])
def test_plain_error_page_asks_no_database(calm, path, django_db_blocker):
    """No `db` fixture: any question to the database would raise."""
    with django_db_blocker.block():
        response = calm.get(path)
    assert response.status_code in (400, 500)
    assert len(heading(response)) > 5


def test_csrf_page_asks_no_database(calm, django_db_blocker):
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    with django_db_blocker.block():
        response = strict.post("/es/fail/form/", headers={"accept-language": "en"})
    assert (response.status_code, heading(response), language(response)) == (
        403,
        "Envía el formulario otra vez",
        "es",
    )


def test_crash_page_names_the_phone_to_call(calm):
    assert "(203) 555-0142" in calm.get("/en/fail/crash/").content.decode()


MISSING = {
    "en": ("/en/nowhere/", "We cannot find this page"),
    "es": ("/es/programas/nada/", "No encontramos esta página"),
    "pt-br": ("/pt-br/nada/", "Não encontramos esta página"),
}


@pytest.mark.parametrize(("path", "title"), MISSING.values(), ids=MISSING)
def test_missing_page_offers_ways_on(site, client, path, title):
    response = client.get(path, headers={"accept-language": "tlh"})
    code = path.split("/")[1]
    assert (response.status_code, heading(response), language(response)) == (404, title, code)
    html = response.content.decode()
    ways = [f'action="/{code}/search/"', f'href="/{code}/get-help/"', f'href="/{code}/"']
    assert [way for way in ways if way not in html] == []


def test_missing_page_asks_few_questions(site, client):
    with CaptureQueriesContext(connection) as asked:
        client.get("/en/nowhere/")
    assert len(asked) <= 15


STRANGE = {
    "control characters": "/en/%01%02/",
    "nul": "/en/%00/",
    "not utf-8": "/en/%ff%fe/",
    "dots": "/en/../../etc/passwd",
    "encoded dots": "/en/%2e%2e/%2e%2e/etc/passwd",
    "very long": "/en/" + "a" * 5000 + "/",
    "very deep": "/en/" + "a/" * 400,
    "emoji": "/en/✊/",
    "template": "/en/{{7*7}}/",
}


@pytest.mark.parametrize("path", STRANGE.values(), ids=STRANGE)
def test_strange_address_gets_a_clear_answer(site, path):
    response = Client(raise_request_exception=False).get(path, follow=True)
    assert response.status_code in (400, 404)
    assert len(heading(response)) > 5


@pytest.mark.parametrize("host", ["evil.example.com", "localhost:8000@evil.example.com", "local host", "", "[::1"])
def test_hostile_host_is_refused(site, host):
    response = Client(raise_request_exception=False, headers={"host": host}).get("/es/")
    assert response.status_code == 400
    assert ("evil" in response.content.decode(), heading(response)) == (False, "No pudimos leer eso")


@pytest.mark.parametrize("path", ["/es/", "/es/programas/", "/es/get-help/", "/es/search/", "/", "/robots.txt"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_method_where_none_belongs_is_refused(site, path, method):
    response = getattr(Client(raise_request_exception=False), method)(path)
    assert (response.status_code, response.cookies.output()) == (405, "")


def test_refused_method_says_so_in_the_sites_look(site, client):
    response = client.post("/es/")
    html = response.content.decode()
    assert (language(response), 'class="brand"' in html, 'href="/"' in html) == ("es", True, True)


def test_private_page_is_not_named_on_its_way_to_the_login(site, client):
    make_private(page_at("/en/about/"))
    response = client.get("/en/about/")
    assert (response.status_code, response.headers["Location"]) == (302, "/en/account/login/?next=/en/about/")
