"""A real server, a real Chromium, and what the tests of this folder do with them."""

import os
import shutil
from pathlib import Path

import pytest

from tests.browser import server
from tests.browser.pages import PHONE

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "demo demo demo"
EDITOR = "editor@example.org"
ADMINISTRATOR = "administrator@example.org"
SECONDS = 1000  # Playwright counts milliseconds


def pytest_collection_modifyitems(items):
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)


def find_chromium():
    """The path of an installed Chromium, or nothing."""
    return next(filter(None, map(shutil.which, CHROMIUMS)), None)


@pytest.fixture(scope="session")
def chromium():
    """The path of an installed Chromium. Without one the tests are skipped, but under CI=true they fail."""
    found = find_chromium()
    if found is None:
        stop = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        stop("no Chromium is installed (apt-get install chromium): pages were not tried in a real browser")
    return found


@pytest.fixture(scope="session")
def server_folder(tmp_path_factory):
    """Where the server keeps its database and logs; parallel test processes share it."""
    folder = tmp_path_factory.getbasetemp()
    return (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "browser"


@pytest.fixture(scope="session")
def base(chromium, server_folder, django_test_environment, django_db_blocker):
    """The address of the real server; parallel test processes run one each."""
    from django.conf import settings

    from tests.template_database import make_template

    with django_db_blocker.unblock():
        template = make_template() if settings.IS_SQLITE else None
    server.prepare(server_folder, template)
    with server.running(server_folder) as address:
        yield address


@pytest.fixture
def worker(base, server_folder):
    """What sends messages: without it they wait in the outbox."""
    with server.working(server_folder, base):
        yield


@pytest.fixture(scope="package")
def browser(base, chromium):
    """One Chromium. It ends with this folder: while it lives, Django thinks that this process is asynchronous."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def visit(browser, base):
    """Makes contexts like a visitor's phone; `options` are Playwright's. They close after the test."""
    contexts = []

    def make(**options):
        options = {"base_url": base, "viewport": PHONE, "reduced_motion": "reduce"} | options
        context = browser.new_context(**options)
        context.set_default_timeout(15 * SECONDS)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(visit):
    return visit().new_page()


@pytest.fixture
def plain_page(visit):
    """A page in a browser without JavaScript."""
    return visit(java_script_enabled=False).new_page()


def session_after(browser, base, steps):
    """What a browser keeps (cookies) after `steps` on a page."""
    context = browser.new_context(base_url=base)
    steps(context.new_page())
    kept = context.storage_state()
    context.close()
    return kept


def type_password(page, login=EDITOR):
    page.goto("/en/account/login/password/")
    page.locator("[name=login]").fill(login)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form .btn").click()
    page.wait_for_url(lambda url: "/login/" not in url)


def become_member(page):
    """The tour lends the demonstration's member."""
    page.goto("/demo/")
    page.locator('form[action="/demo/as/member/"] button').click()
    page.wait_for_url("**/member/")


@pytest.fixture(scope="package")
def editor_session(browser, base):
    """The session of the demonstration's editor, logged in by the form."""
    return session_after(browser, base, type_password)


@pytest.fixture(scope="package")
def code_session(browser, base):
    """The session of somebody who asked for a code and has not typed it yet."""

    def ask_for_code(page):
        page.goto("/en/account/login/")
        page.locator("[name=login]").fill(ADMINISTRATOR)
        page.locator("main form .btn").first.click()
        page.wait_for_url("**/code/confirm/")

    return session_after(browser, base, ask_for_code)


@pytest.fixture(scope="package")
def member_session(browser, base):
    """The session of the demonstration's member."""
    return session_after(browser, base, become_member)


@pytest.fixture
def open_place(visit, request):
    """Opens a Place, with the session that it needs; gives the page."""

    def opened(place, **options):
        if place.session:
            options["storage_state"] = request.getfixturevalue(place.session)
        page = visit(**options).new_page()
        page.goto(place.path)
        return page

    return opened
