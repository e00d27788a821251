"""Dues without signal, on a phone: nothing is lost, nothing is sent twice."""

import re
import sqlite3

import pytest

from tests.browser.conftest import type_password
from tests.browser.pages import PHONE

PAGE = "/admin/cash/offline/"
COLLECTOR = "collector@example.org"


@pytest.fixture
def phone(visit):
    """A collector's phone that has opened the page once, with signal."""
    page = visit(viewport=PHONE).new_page()
    type_password(page, COLLECTOR)
    page.goto(PAGE)
    page.locator("[data-ready]").wait_for()
    return page


@pytest.fixture
def lines(server_folder):
    """The lines of the ledger about whoever has that family name: pairs (given name, amount)."""

    def lines(family):
        database = sqlite3.connect(server_folder / "portal.sqlite3")
        rows = database.execute(
            "SELECT given_name, amount FROM membership_payment JOIN membership_person person "
            "ON person.id = person_id WHERE family_name = ? ORDER BY given_name",
            [family],
        ).fetchall()
        database.close()
        return rows

    return lines


def record(page, name, amount):
    page.locator("#name").fill(name)
    page.locator("#amount").fill(amount)
    page.get_by_role("button", name="Keep").click()


def waiting(page):
    return page.locator("[data-waiting] b").all_inner_texts()


def wait_until(page, number):
    page.locator("[data-number]", has_text=re.compile(f"^{number}$")).wait_for()


def has_signal(place):
    return place.evaluate("fetch('/health/live', {cache: 'no-store'}).then(() => true, () => false)")


def test_two_entries_wait_through_a_reload_and_are_sent_once(phone, lines):
    phone.context.set_offline(True)
    record(phone, "Ana Semsinal", "20")
    record(phone, "Bia Semsinal", "12.50")
    assert (has_signal(phone), has_signal(phone.context.service_workers[0])) == (False, False)
    assert phone.reload().from_service_worker
    assert waiting(phone) == ["Ana Semsinal", "Bia Semsinal"]
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert lines("Semsinal") == []
    phone.context.set_offline(False)
    wait_until(phone, 0)
    assert phone.locator("[data-sent] li").count() == 2
    assert re.search(r"Receipt \d{4}-\d{4}: Bia Semsinal, \$12.50", phone.locator("[data-sent]").inner_text())
    phone.reload()
    assert (waiting(phone), lines("Semsinal")) == ([], [("Ana", 2000), ("Bia", 1250)])


def test_an_answer_that_got_lost_writes_nothing_twice(phone, lines):
    def lose(route):
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    phone.route("**/admin/cash/sync/", lose)
    record(phone, "Ana Perdida", "20")
    phone.locator("[data-status]", has_text="No signal").wait_for()
    assert (waiting(phone), lines("Perdida")) == (["Ana Perdida"], [("Ana", 2000)])
    assert phone.get_by_role("button", name="Correct").count() == 0
    phone.unroute("**/admin/cash/sync/")
    phone.locator("[data-send]").click()
    wait_until(phone, 0)
    assert lines("Perdida") == [("Ana", 2000)]


def test_logged_out_everything_stays_until_somebody_logs_in(phone, lines):
    phone.context.clear_cookies()
    record(phone, "Ana Saiu", "20")
    phone.locator("[data-status]", has_text="You are logged out").wait_for()
    assert (waiting(phone), phone.locator("[data-login]").is_visible(), lines("Saiu")) == (["Ana Saiu"], True, [])
    type_password(phone, COLLECTOR)
    phone.goto(PAGE)
    wait_until(phone, 0)
    assert lines("Saiu") == [("Ana", 2000)]


def test_a_refused_entry_stays_with_its_sentence_and_is_corrected(phone, lines):
    record(phone, "Ana <b>Errada", "1.250")
    phone.locator("[data-waiting] .err", has_text="Did you mean $1,250.00 or $1.25?").wait_for()
    assert waiting(phone) == ["Ana <b>Errada"]
    phone.get_by_role("button", name="Correct").click()
    assert phone.locator("#amount").input_value() == "1.250"
    record(phone, "Ana Errada", "12.50")
    wait_until(phone, 0)
    assert lines("Errada") == [("Ana", 1250)]


def test_without_javascript_it_leads_to_the_page_that_needs_none(visit):
    page = visit(java_script_enabled=False).new_page()
    type_password(page, COLLECTOR)
    page.goto(PAGE)
    assert not page.locator("form").is_visible()
    page.locator("noscript a").click()
    page.wait_for_url("**/admin/cash/")
