"""How a visitor comes to a language: by the cookie, by what the browser asks for, by the address."""

import pytest
from django.conf import settings
from django.test import Client

from tests.demo import ADMINISTRATOR, logged_in

ASKED = {
    "nothing": ("", "/en/"),
    "English": ("en-US,en;q=0.9", "/en/"),
    "Spanish": ("es", "/es/"),
    "Latin American Spanish": ("es-419,es;q=0.9,en;q=0.8", "/es/"),
    "Mexican Spanish": ("es-MX", "/es/"),
    "Brazilian": ("pt-BR,pt;q=0.9", "/pt-br/"),
    "Portuguese": ("pt", "/pt-br/"),
    "Portugal": ("pt-PT,pt;q=0.9", "/pt-br/"),
    "unknown": ("tlh", "/en/"),
    "unknown, then Spanish": ("fr-FR,es;q=0.5", "/es/"),
    "broken": ("es;q=x,,;;", "/en/"),
    "long": ("a" * 5000, "/en/"),
}


def browser(asked="", cookie=None):
    client = Client(headers={"accept-language": asked})
    if cookie:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    return client


@pytest.mark.parametrize(("asked", "leads_to"), ASKED.values(), ids=ASKED)
def test_root_leads_to_the_language_of_the_browser(asked, leads_to):
    """Without the `db` fixture: no question is asked."""
    response = browser(asked).get("/")
    assert (response.status_code, response.headers["Location"]) == (302, leads_to)


def test_root_follows_the_cookie_first(db):
    assert browser("es", cookie="pt-br").get("/").headers["Location"] == "/pt-br/"
    assert browser("es", cookie="xx").get("/").headers["Location"] == "/es/"


def test_root_is_no_shared_copy(db):
    response = browser("es").get("/")
    assert response.headers["Cache-Control"] == "private, max-age=0"
    assert {"Accept-Language", "Cookie"} <= set(response.headers["Vary"].split(", "))
    assert response.cookies.output() == ""


TYPED = {
    "help": ("es", "/get-help/", "/es/get-help/"),
    "help without slash": ("es", "/get-help", "/es/get-help/"),
    "search with words": ("pt", "/search/?q=pago&page=2", "/pt-br/search/?q=pago&page=2"),
    "account": ("en", "/account/login/", "/en/account/login/"),
    "page": ("en", "/programs/", "/en/programs/"),
}


@pytest.mark.parametrize(("asked", "path", "leads_to"), TYPED.values(), ids=TYPED)
def test_typed_address_leads_to_the_language_of_the_browser(site, asked, path, leads_to):
    response = browser(asked).get(path)
    assert (response.status_code, response.headers["Location"]) == (302, leads_to)
    assert {"Accept-Language", "Cookie"} <= set(response.headers["Vary"].split(", "))


@pytest.mark.parametrize(
    "path", ["/admin/nonsense/", "/media/nonsense.png", "/documents/9999/x.pdf", "/health/nonsense", "/.well-known/x"]
)
def test_address_without_language_stays_where_it_is(site, path):
    client = logged_in(ADMINISTRATOR)
    assert client.get(path, headers={"accept-language": "es"}).status_code == 404


def test_post_without_language_is_not_led_anywhere(site):
    assert browser("es").post("/search/").status_code == 404


@pytest.mark.parametrize("path", ["/fr/", "/fr/programs/", "/xx/"])
def test_unknown_language_ends_in_a_page_that_says_so(site, path):
    response = browser("es").get(path, follow=True)
    html = response.content.decode()
    assert (response.status_code, '<html lang="es">' in html) == (404, True)
    assert "No encontramos esta página" in html


def test_address_of_a_language_is_not_led_away(site):
    """Whoever opens a Spanish link reads Spanish, whatever the browser or the cookie say."""
    response = browser("pt", cookie="en").get("/es/")
    assert (response.status_code, response.headers["Content-Language"]) == (200, "es")


@pytest.mark.parametrize("path", ["/pt/", "/PT-BR/"])
def test_address_that_nearly_names_a_language_answers_in_it(site, path):
    response = browser("en").get(path, follow=True)
    assert (response.status_code, '<html lang="pt-BR">' in response.content.decode()) == (404, True)
