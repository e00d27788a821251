"""The site in a browser without JavaScript: everything opens, every form works."""

import pytest

from tests.browser.conftest import EDITOR, PASSWORD
from tests.browser.pages import LANGUAGES, PUBLIC


@pytest.mark.parametrize("language", LANGUAGES)
def test_menu_opens_and_leads_on(plain_page, language):
    plain_page.goto(f"/{language}/")
    menu = plain_page.locator("details.menu")
    assert not menu.locator("nav").is_visible()

    menu.locator("summary").click()
    menu.locator("nav a").first.click()

    place = PUBLIC["programs"][LANGUAGES.index(language)]
    plain_page.wait_for_url(f"**/{language}/{place}")
    assert not plain_page.locator("details.menu nav").is_visible()


@pytest.mark.parametrize("kind", ["home", "program", "show", "help"])
def test_language_switch_leads_to_the_same_page(plain_page, base, kind):
    plain_page.goto(f"/en/{PUBLIC[kind][0]}")
    for number, language in enumerate(LANGUAGES):
        plain_page.locator(".langs a").nth(number).click()
        plain_page.wait_for_url(f"{base}/{language}/{PUBLIC[kind][number]}")
        assert plain_page.locator(".langs a[aria-current]").all_inner_texts() == [
            plain_page.locator(".langs a").nth(number).inner_text()
        ]


def test_search_form_finds_and_keeps_the_words(plain_page):
    plain_page.goto("/es/search/")
    plain_page.locator("main [name=q]").fill("fiebre")
    plain_page.locator("main form button").click()
    plain_page.wait_for_url("**/es/search/?q=fiebre")
    assert plain_page.locator("main [name=q]").input_value() == "fiebre"
    assert "«Amanecí con fiebre»" in plain_page.locator(".results h3").all_inner_texts()


def test_log_in_by_password_opens_the_account(plain_page):
    plain_page.goto("/pt-br/account/login/password/")
    plain_page.locator("[name=login]").fill(EDITOR)
    plain_page.locator("[name=password]").fill(PASSWORD)
    plain_page.locator("main form .btn").click()
    plain_page.wait_for_url(lambda url: "/login/" not in url)
    plain_page.goto("/pt-br/account/")
    assert plain_page.locator(".account-facts bdi").all_inner_texts() == [EDITOR]


def test_refused_log_in_keeps_what_was_typed_and_says_what_to_mend(plain_page):
    plain_page.goto("/en/account/login/password/")
    plain_page.locator("[name=login]").fill("nobody@example.org")
    plain_page.locator("[name=password]").fill("not the password")
    plain_page.locator("main form .btn").click()
    plain_page.locator(".summary").wait_for()
    assert plain_page.locator("[name=login]").input_value() == "nobody@example.org"
    assert plain_page.locator(".summary li").count() == 1


def test_passkey_button_is_not_shown(plain_page):
    plain_page.goto("/en/account/login/")
    assert plain_page.locator("main button:visible").all_inner_texts() == ["Send me a code"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_of_get_help_open(plain_page, language):
    plain_page.goto(f"/{language}/get-help/")
    answers = plain_page.locator(".urgent details")
    assert answers.count() == 5
    for number in range(5):
        answer = answers.nth(number)
        if answer.get_attribute("open") is None:
            answer.locator("summary").click()
        assert answer.locator(".prose").is_visible()


def test_quick_exit_is_a_plain_link_that_tells_nothing(plain_page):
    plain_page.goto("/en/get-help/")
    link = plain_page.locator(".exit a")
    assert (link.get_attribute("href"), link.get_attribute("rel")) == ("https://www.weather.gov/", "noreferrer")
    assert link.bounding_box()["y"] < 60
