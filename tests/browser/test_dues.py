"""A member cannot pay this year: one tap at 360 px, without JavaScript, in Spanish; and the receipt is hers to keep."""

import re

from tests.browser.conftest import become_member


def test_one_tap_and_she_stays_in_good_standing(plain_page):
    page = plain_page
    become_member(page)
    page.goto("/es/member/dues/")
    page.get_by_role("button", name="No pagar este año").click()
    page.wait_for_url("**/es/member/dues/")
    assert "Este año no pagas cuota. Eres miembro con todos los derechos." in page.locator("main").inner_text()
    assert page.locator("#standing").inner_text() == "Estás al día"
    assert page.get_by_role("button", name="No pagar este año").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_receipt_is_a_file(plain_page):
    page = plain_page
    become_member(page)
    page.goto("/es/member/dues/")
    link = page.locator(".ledger a").first
    number = re.search(r"\d{4}-\d{4}", link.inner_text())[0]
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == f"{number}.pdf"
    with open(download.value.path(), "rb") as file:
        assert file.read(5) == b"%PDF-"
