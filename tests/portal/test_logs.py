"""Lines of the log: enough to mend what broke, and nobody to be found in them."""

import io
import json
import logging
import os
import re
import subprocess
import sys
import time
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from membership.models import Message, Person, User
from membership.services.messages import queue_message, send_messages
from portal import logs
from tests.browser.server import free_port
from tests.everything import PRODUCTION

EMAIL, PHONE, NAME, ADDRESS = "ana.secreta@example.org", "+12035550142", "Secreta", "203.0.113.77"
TOKEN = "InNpZ25hdHVyZTo1Ig:1wQzAB:h1Vd0Qm0oQhN3pXk2l1q7Zs9yYb-Kf_4rT6uWc8eGxA"
PERSONAL = (EMAIL, PHONE, NAME, ADDRESS, TOKEN, "Secreta@", "555-0142", "h1Vd0Qm0")


@pytest.fixture(params=["JsonLines", "PlainLines"])
def said(request):
    """What is written while a test runs, in production's lines and in those of the demonstration."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(getattr(logs, request.param)())
    logging.root.addHandler(handler)
    yield lambda: stream.getvalue()
    logging.root.removeHandler(handler)


@pytest.fixture
def calm(settings):
    settings.ROOT_URLCONF = "tests.portal.urls_that_fail"
    return Client(raise_request_exception=False, REMOTE_ADDR=ADDRESS)


def found_in(text):
    return [one for one in PERSONAL if one in text]


def test_errors_are_mailed_to_nobody():
    """Django's own logging would, with all that was typed, to whoever is in ADMINS."""
    handlers = {one for logger in settings.LOGGING["loggers"].values() for one in logger.get("handlers", [])}
    assert handlers | set(settings.LOGGING["root"]["handlers"]) == {"console", "problems"}
    assert [type(one).__name__ for one in logging.getLogger("django").handlers if "Mail" in type(one).__name__] == []


def test_a_crash_says_where_and_not_what_was_typed(db, calm, said):
    response = calm.post(f"/en/fail/crash/?contact={EMAIL}", {"name": NAME, "contact": EMAIL})
    assert response.status_code == 500
    text = said()
    assert found_in(text) == []
    assert ("/en/fail/crash" in text or "en/fail/crash/" in text, "urls_that_fail.py" in text, "crash" in text) == (
        True,
        True,
        True,
    )


def test_a_line_of_production_is_one_object_with_the_number_of_its_answer(db, calm, capsys):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.JsonLines())
    logging.root.addHandler(handler)
    response = calm.get("/en/fail/crash/", headers={"x-request-id": "chosen-by-a-stranger"})
    logging.root.removeHandler(handler)
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [(line["level"], line["logger"], line["message"]) for line in lines] == [
        ("ERROR", "django.request", "Internal Server Error: en/fail/crash/")
    ]
    assert re.fullmatch("[0-9a-f]{16}", lines[0]["request"])
    assert lines[0]["request"] == response.headers["X-Request-ID"]
    assert lines[0]["trace"].splitlines()[0] == "builtins.RuntimeError: a secret of the server"
    assert set(lines[0]) == {"time", "level", "logger", "message", "request", "trace"}


def test_a_refused_row_says_its_constraint_and_no_value(db, calm, said):
    assert calm.get("/en/fail/doubled/").status_code == 500
    text = said()
    assert found_in(text) == []
    assert '"membership_user_email_key"' in text.replace("\\", "")
    assert ("LookupError: no place for …" in text, "DETAIL" in text, "Failing row" in text) == (True, False, False)


def test_the_databases_own_words_about_a_contact(db, said):
    User.objects.create_user(email=EMAIL)
    try:
        User.objects.create_user(email=EMAIL)
    except IntegrityError:
        logging.getLogger("membership").exception("not written")
    text = said()
    assert (found_in(text), "IntegrityError" in text, "not written" in text) == ([], True, True)


@pytest.mark.parametrize("path", [f"/fail/of/{TOKEN}/", f"/admin/card/{TOKEN}/", f"/en/{EMAIL}/"])
def test_an_address_that_is_somebodys_own_is_not_written(db, calm, said, path):
    status = calm.get(path).status_code
    assert (status in (302, 404, 500), found_in(said())) == (True, [])
    assert (status == 302) == (said() == "")


class NoNetwork:
    def send(self, phone, body):
        raise ConnectionError(f"{phone} at {ADDRESS} does not take: {body}")


def test_a_message_that_fails_is_written_by_number(db, settings, said):
    settings.SMS_BACKEND = "tests.portal.test_logs.NoNetwork"
    ana = Person.objects.create(given_name="Ana", family_name=NAME, language="es")
    queue_message("welcome", key="one", contact=("phone", PHONE), language="es", person=ana)
    send_messages(timezone.now())
    row = Message.objects.get()
    assert (row.state, found_in(said())) == ("failed", [])
    assert f"message={row.pk} purpose=welcome trouble=refused failed=ConnectionError" in said()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("to ana@example.org now", "to … now"),
        ("Ana <ana+x@mail.example.org>,", "Ana <…>,"),
        ("call (203) 555-0142 or 203-555-0142 or +1 203 555 0142", "call … or … or …"),
        ("12035550142", "…"),
        ("from 203.0.113.77 and 2001:db8::1f:2", "from … and …"),
        ("127.0.0.1 port 5432 failed", "127.0.0.1 port 5432 failed"),
        ("Django 6.1.3, month=2026-11-01, 12:30:05.123", "Django 6.1.3, month=2026-11-01, 12:30:05.123"),
        ("/en/search/?q=Ana+Secreta HTTP", "/en/search/… HTTP"),
        (f"/sign/thanks/{TOKEN}/", "/sign/thanks/…/"),
        ("/admin/card/9f86d081884c7d659a2feaa0c55ad015.h1Vd0Qm0oQhN3pXk2l1q7Zs9yYbKf4rT6uWc8eGxA/", "/admin/card/….…/"),
        ("/calendar/9f86d081-884c-7d65-9a2f-eaa0c55ad015.ics", "/calendar/….ics"),
        (
            "event=evt_1NG8Du2eZvKYlo2CUI79vXWy type=invoice.paid",
            "event=evt_1NG8Du2eZvKYlo2CUI79vXWy type=invoice.paid",
        ),
        ("payment=15 reversed by=3 cents=250000", "payment=15 reversed by=3 cents=250000"),
        ("forgotten=membership.ContactProof rows=3", "forgotten=membership.ContactProof rows=3"),
    ],
)
def test_what_is_taken_out_and_what_stays(text, expected):
    assert logs.scrubbed(text) == expected


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (KeyError("Secreta"), "KeyError: …"),
        (ValueError("invalid literal for int(): 'Secreta'"), "ValueError: invalid literal for int(): …"),
        (AttributeError("'Person' has no attribute 'nme'"), "AttributeError: … has no attribute 'nme'"),
        (LookupError(), "LookupError: "),
    ],
)
def test_an_error_keeps_its_words_and_loses_its_values(error, expected):
    assert logs.words_of(error) == f"builtins.{expected}"


# The server's own lines, from the server itself
def ask(port, path):
    """The status of `path`, asked for as the proxy does; None while nobody answers."""
    headers = {"Host": "www.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": ADDRESS}
    try:
        with urlopen(Request(f"http://127.0.0.1:{port}{path}", headers=headers), timeout=30) as answer:
            return answer.status
    except HTTPError as error:
        with error:
            return error.code
    except OSError:
        return None


@pytest.fixture
def server(tmp_path):
    """The port and the process of production without any table, so that pages crash, and without
    styles, so that the page that says so crashes too; it writes to tmp_path/log."""
    port = free_port()
    (tmp_path / "static").mkdir()
    environment = {"PATH": os.environ["PATH"], **PRODUCTION, "VAR": str(tmp_path), "ACCESS_LOG": "1"}
    environment |= {"PORT": str(port), "WEB_WORKERS": "1", "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}"}
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--config", "portal/gunicorn.py"]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=settings.ROOT, env=environment, stdout=log, stderr=log)
    yield port, process
    process.terminate()
    process.wait(timeout=30)


def test_the_server_writes_what_was_asked_for_and_never_by_whom(server, tmp_path):
    port, process = server
    last = time.monotonic() + 60
    while ask(port, f"/health/live?contact={EMAIL}") != 200:
        assert time.monotonic() < last
        time.sleep(0.3)
    paths = [f"/en/events/any/rsvp/seat/{TOKEN}/?name={NAME}", f"/en/{EMAIL}/", "/robots.txt"]
    assert [ask(port, path) for path in paths] == [500, 500, 200]
    process.terminate()
    process.wait(timeout=30)
    text = (tmp_path / "log").read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    asked = [f"{line['method']} {line['place']} {line['status']}" for line in lines if "method" in line]
    assert (found_in(text), asked[-5:]) == ([], ASKED)
    numbers = {line["request"] for line in lines if "method" in line}
    assert {line["request"] for line in lines if line.get("logger") == "django.request"} <= numbers


ASKED = [
    "GET /health/live 200",
    "GET /en/events/any/rsvp/seat/<token>/ 302",
    "GET - 500",
    "GET - 500",
    "GET /robots.txt 200",
]
