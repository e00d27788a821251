from datetime import date

import pytest
from django.utils import translation

from membership.slips import Bought, bought_by, months_in_words, words_for_machines
from membership.standing import History, Line


def paid(*amounts, price=1000, months=1):
    """Lines numbered from 1, all of one day."""
    lines = [Line(date(2026, 3, 10), number, price, months, amount) for number, amount in enumerate(amounts, start=1)]
    return History(tuple(lines))


@pytest.mark.parametrize(
    ("history", "number", "bought"),
    [
        (paid(1000), 1, Bought(1, date(2026, 4, 9), 0)),
        (paid(2500), 1, Bought(2, date(2026, 5, 9), 500)),
        (paid(400), 1, Bought(0, None, 400)),
        (paid(400, 600), 2, Bought(1, date(2026, 4, 9), 0)),
        (paid(1000, 300), 2, Bought(0, date(2026, 4, 9), 300)),
        (paid(1000, 1000), 1, Bought(1, date(2026, 4, 9), 0)),
        (paid(12_000, price=12_000, months=12), 1, Bought(12, date(2027, 3, 9), 0)),
        (paid(0, price=0, months=12), 1, Bought(0, date(2027, 3, 9), 0)),
        (paid(1000), 2, None),
        (History(), 1, None),
    ],
    ids=["one", "more", "less", "the rest", "a part after", "not what came later", "year", "waiver", "other", "none"],
)
def test_bought_by(history, number, bought):
    assert bought_by(number, history) == bought


@pytest.mark.parametrize(
    ("language", "months", "words"),
    [
        ("en", 1, "1 month"),
        ("en", 3, "3 months"),
        ("en", 12, "1 year"),
        ("en", 18, "18 months"),
        ("es", 24, "2 años"),
        ("es", 1, "1 mes"),
        ("pt-br", 2, "2 meses"),
        ("pt-br", 12, "1 ano"),
    ],
)
def test_months_in_words(language, months, words):
    with translation.override(language):
        assert months_in_words(months) == words


def test_words_for_machines_leave_out_what_is_empty():
    assert words_for_machines(center="XY", receipt="2026-0001", amount="$20", bought="1 month") == (
        "XY · Receipt 2026-0001 · $20 · 1 month"
    )
    assert words_for_machines(center="XY", receipt="2026-0001", amount="$20", bought="") == (
        "XY · Receipt 2026-0001 · $20"
    )
