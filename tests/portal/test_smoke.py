"""The look at everything finds what does not stand, from inside and over HTTP."""

import threading
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override
from wagtail.models import Page, get_page_models

from portal import smoke
from portal.smoke import Answer, Look
from tests.demo import make_private, page_at


def test_there_is_a_look_at_every_page_type_in_every_language(site, settings):
    names = {look.name for look in smoke.looks_at_pages()}
    with_pages = {type(page).__name__ for page in Page.objects.filter(depth__gt=1).specific()}
    assert names == {f"{kind}, {language}" for kind in with_pages for _code, language in settings.LANGUAGES}
    assert with_pages <= {model.__name__ for model in get_page_models()}


def test_what_nobody_may_read_is_not_looked_at(site):
    make_private(page_at("/en/programs/"))
    paths = [look.path for look in smoke.looks()]
    assert [path for path in paths if path.startswith("/en/programs/")] == []
    assert "/es/programas/" in paths


def test_addresses_are_those_of_each_language_whatever_is_spoken(site):
    with override("es"):
        paths = [look.path for look in smoke.looks()]
    assert [f"/{code}/account/login/" in paths for code in ("en", "es", "pt-br")] == [True, True, True]
    assert [look.words for look in smoke.looks() if look.name == "editor"] == ["/en/account/login/"]


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (Answer(200, "Hello World"), ""),
        (Answer(200, "something else"), "without “world”"),
        (Answer(404, "Hello World"), "expected 200."),
        (Answer(0, reason="refused"), "expected 200. refused"),
    ],
)
def test_an_answer_is_held_against_its_look(answer, trouble):
    assert answer.trouble_for(Look("x", "/", words="world")) == trouble


def few(*looks):
    return lambda: [Look("alive", "/health/live", words="live"), *looks]


def test_it_asks_inside_by_the_sites_own_name(site, settings, monkeypatch, capsys):
    settings.BASE_URL, settings.ALLOWED_HOSTS = "https://www.example.org", ["www.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    monkeypatch.setattr(smoke, "looks", few(Look("root", "/", status=302, words="/en/")))
    call_command("smoke")
    assert capsys.readouterr().out.splitlines() == [
        "ok     200  /health/live  (alive)",
        "ok     302  /  (root)",
        "The site stands.",
    ]
    settings.ALLOWED_HOSTS = ["another.example.org"]
    with pytest.raises(CommandError, match="2 looks failed"):
        call_command("smoke")


def test_it_fails_for_one_page_that_is_gone(site, monkeypatch, capsys):
    monkeypatch.setattr(smoke, "looks", few(Look("nothing", "/en/nothing-here/")))
    with pytest.raises(CommandError, match="1 looks failed"):
        call_command("smoke")
    assert "FAILED 404  /en/nothing-here/  (nothing) expected 200." in capsys.readouterr().out.splitlines()


def test_it_fails_without_the_collected_styles(site, monkeypatch, capsys):
    def missing(*args, **options):
        raise ValueError("Missing staticfiles manifest entry for 'x'")

    monkeypatch.setattr("django.test.Client.get", missing)
    monkeypatch.setattr(smoke, "looks", few())
    with pytest.raises(CommandError):
        call_command("smoke")
    assert "has “manage.py collectstatic” run?" in capsys.readouterr().out


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture
def served():
    """A server of one page that is not the portal's."""

    def application(environ, start_response):
        found = environ["PATH_INFO"] == "/health/live"
        start_response("200 OK" if found else "302 Found", [("Location", "/elsewhere/")])
        return [b"live"]

    server = make_server("127.0.0.1", 0, application, handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_it_asks_a_server_and_follows_no_redirect(site, served, monkeypatch, capsys):
    monkeypatch.setattr(smoke, "looks", few(Look("gone", "/other/"), Look("led", "/other/", 302, "/elsewhere/")))
    with pytest.raises(CommandError, match="1 looks failed"):
        call_command("smoke", base_url=served)
    assert [line.split()[:2] for line in capsys.readouterr().out.splitlines()] == [
        ["ok", "200"],
        ["FAILED", "302"],
        ["ok", "302"],
    ]


def test_a_server_that_does_not_answer_fails(site, served, monkeypatch, capsys):
    monkeypatch.setattr(smoke, "looks", few())
    port = urlsplit(served).port
    with pytest.raises(CommandError, match="1 looks failed"):
        call_command("smoke", base_url=f"https://127.0.0.1:{port}")
    assert capsys.readouterr().out.startswith("FAILED 0  /health/live  (alive) expected 200. ")
