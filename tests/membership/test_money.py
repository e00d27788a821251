import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from membership.money import format_cents, parse_cents


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("20", 2000),
        ("$20", 2000),
        ("12.50", 1250),
        ("12,50", 1250),
        ("5.5", 550),
        ("1,250.00", 125000),
        ("1.250,00", 125000),
    ],
)
def test_parse_cents(text, cents):
    assert parse_cents(text) == cents


@pytest.mark.parametrize("text", ["", "-5", "NaN", "1e9", "17.555.1", "twenty", "<b>5</b>", "9" * 30])
def test_parse_cents_refuses_what_is_no_amount(text):
    with pytest.raises(ValidationError, match="Write an amount in numbers"):
        parse_cents(text)


@pytest.mark.parametrize("text", ["1.250", "1,250", "17.555"])
def test_parse_cents_asks_when_it_could_be_two_amounts(text):
    with pytest.raises(ValidationError, match="Did you mean"):
        parse_cents(text)


@given(st.integers(0, 99_999_99))
def test_what_is_printed_is_read_back(cents):
    printed = format_cents(cents)
    assert parse_cents(printed if cents % 100 else f"{printed}.00") == cents


@pytest.mark.parametrize(("cents", "text"), [(0, "$0"), (2000, "$20"), (1250, "$12.50"), (-125000, "-$1,250")])
def test_format_cents(cents, text):
    assert format_cents(cents) == text
