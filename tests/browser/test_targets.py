"""Fingers are wide: what can be tapped is at least 44 by 44 CSS pixels on a phone (WCAG 2.5.5, our rule)."""

import pytest

from tests.browser.pages import ALL_PLACES

# Excepted: links inside sentences, as in WCAG; a native radio or checkbox, whose box around it is the target;
# the skip link, which is seen by keyboard only.
SMALL = """least => {
    const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary, label.choice';
    const words = node => [...node.childNodes].some(
        child => child.nodeType === Node.TEXT_NODE && child.data.trim().length > 1);
    const isInSentence = element => element.tagName === "A" && element.closest("p, dd, li") !== null
        && (words(element.parentElement) || element.closest(".prose") !== null && !element.matches(".btn, .more"));
    const isExcepted = element => element.matches(".choice input, .skip") || isInSentence(element);
    return [...document.querySelectorAll(wanted)]
        .filter(element => element.checkVisibility({visibilityProperty: true}) && !isExcepted(element))
        .map(element => [element, element.getBoundingClientRect()])
        .filter(([, box]) => box.width < least - 0.5 || box.height < least - 0.5)
        .map(([element, box]) => `${Math.round(box.width)} x ${Math.round(box.height)}: `
            + element.outerHTML.replace(/\\s+/g, " ").slice(0, 140));
}"""


@pytest.mark.parametrize("place", ALL_PLACES, ids=str)
def test_everything_to_tap_is_wide_enough_for_a_finger(open_place, place):
    page = open_place(place)
    page.evaluate("() => document.querySelectorAll('details').forEach(details => details.open = true)")
    assert page.evaluate(SMALL, 44) == []
