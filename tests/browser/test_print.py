"""Get help on paper: for whoever cannot keep it on a phone that others read."""

import pytest

from tests.browser.pages import places

HELP = places("help")
PAPER = {"width": 672, "height": 900}  # Letter, without its margins
NOT_FOR_PAPER = ".exit, .mast-top, .nav-wide, .menu, .mast-help, .skip, .crumbs, .btn, .more, .help-end"
SHEETS = 4
VISIBLE = "selector => [...document.querySelectorAll(selector)].map(element => element.checkVisibility())"
ANSWERS = """() => [...document.querySelectorAll('.urgent .prose > :first-child')]
    .map(words => words.checkVisibility() && words.getBoundingClientRect().height > 10)"""
INK = """() => [...document.querySelectorAll('body, .call, .call *, .urgent *, .foot a')]
    .filter(element => element.checkVisibility())
    .map(element => getComputedStyle(element)).map(style => `${style.color} on ${style.backgroundColor}`)"""


@pytest.fixture
def printed(open_place):
    def on_paper(place):
        page = open_place(place, viewport=PAPER)
        page.emulate_media(media="print", color_scheme="dark")
        return page

    return on_paper


@pytest.mark.parametrize("place", HELP, ids=str)
def test_printed_help_has_all_answers_and_nothing_to_tap(printed, place):
    page = printed(place)
    assert set(page.evaluate(VISIBLE, NOT_FOR_PAPER)) == {False}
    assert page.evaluate(VISIBLE, ".urgent summary") == [True] * 5
    assert page.evaluate(ANSWERS) == [True] * 5


@pytest.mark.parametrize("place", HELP, ids=str)
def test_printed_help_has_the_numbers_to_call(printed, place):
    page = printed(place)
    assert page.locator(".call-number").all_inner_texts() == ["911", "211", "(203) 555-0142"]
    assert set(page.evaluate(VISIBLE, ".call-number, .foot [href^='tel:']")) == {True}


def test_printed_help_is_black_on_white_even_in_dark_mode(printed):
    """Printers leave out grounds of color: words must be readable without them."""
    clear, black, white = "rgba(0, 0, 0, 0)", "rgb(0, 0, 0)", "rgb(255, 255, 255)"
    assert set(printed(HELP[0]).evaluate(INK)) == {f"{black} on {white}", f"{black} on {clear}"}


@pytest.mark.parametrize("place", HELP, ids=str)
def test_printed_help_fits_on_few_sheets(printed, place):
    pdf = printed(place).pdf(format="Letter")
    assert 1 <= pdf.count(b"/Type /Page\n") <= SHEETS
