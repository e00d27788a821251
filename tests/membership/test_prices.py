import pytest
from hypothesis import given
from hypothesis import strategies as st

from membership.prices import price_for

CENTS = st.integers(1, 1_000_000)


@pytest.mark.parametrize(
    ("choice", "price"),
    [
        ({"amount": 2000}, 2000),
        ({"amount": 2000, "agreed": 1000}, 1000),
        ({"amount": 500, "agreed": 1000}, 1000),
        ({"amount": 2000, "agreed": 1000, "as_agreed": False}, 2000),
        ({"amount": 500, "agreed": 1000, "as_agreed": False}, 500),
        ({"amount": 500, "minimum": 700}, 700),
        ({"amount": 500, "agreed": 1000, "as_agreed": False, "minimum": 700}, 700),
        ({"amount": 2000, "agreed": 600, "minimum": 700}, 600),
    ],
    ids=["first", "more", "less", "new and more", "new and less", "too little", "new too little", "old agreement"],
)
def test_price_for(choice, price):
    assert price_for(**choice) == price


@given(CENTS, CENTS, CENTS, st.booleans())
def test_a_price_is_what_was_agreed_or_at_least_the_minimum(amount, agreed, minimum, as_agreed):
    price = price_for(amount, agreed=agreed, as_agreed=as_agreed, minimum=minimum)
    assert price == agreed if as_agreed else price == max(amount, minimum)
