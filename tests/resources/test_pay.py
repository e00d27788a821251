"""The count of a week: to the cent, whatever the hours and the pay."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from resources.pay import in_cents, pay_week
from resources.templatetags.resources_tags import hours_and_minutes

LAW = {"full_week": Decimal(40), "factor": Decimal("1.5")}
hours = st.decimals(min_value=0, max_value=168, places=2)
rates = st.integers(min_value=0, max_value=100_000)

# The examples of the guides, as their texts count them.
WEEKS = {
    "overtime, by the hour": ("48", 2000, 80_000, (80_000, 24_000, 104_000, 24_000)),
    "overtime, flat pay": ("50", 1694, 70_000, (67_760, 25_410, 93_170, 23_170)),
    "minimum wage": ("40", 1694, 56_000, (67_760, 0, 67_760, 11_760)),
    "hours log": ("43.75", 1800, None, (72_000, 10_125, 82_125, 0)),
    "hire notice": ("45", 1800, None, (72_000, 13_500, 85_500, 0)),
    "paid more": ("40", 1694, 70_000, (67_760, 0, 67_760, 0)),
    "nothing": ("0", 1694, 0, (0, 0, 0, 0)),
}


@pytest.mark.parametrize(("worked", "rate", "paid", "expected"), WEEKS.values(), ids=WEEKS)
def test_week_is_counted_as_in_the_guides(worked, rate, paid, expected):
    week = pay_week(Decimal(worked), rate, paid=paid, **LAW)
    assert (week.regular_pay, week.extra_pay, week.total, week.missing) == expected


def test_overtime_rate_is_rounded_for_show_only():
    week = pay_week(Decimal(50), 1667, **LAW)
    assert (week.extra_rate, week.extra_pay) == (2501, 25_005)  # 10 × 25.005, not 10 × 25.01


@given(hours, rates)
def test_hours_are_neither_lost_nor_doubled(worked, rate):
    week = pay_week(worked, rate, **LAW)
    assert week.regular_hours + week.extra_hours == worked
    assert week.regular_hours <= 40


@given(hours, rates)
def test_total_is_exact_to_the_cent(worked, rate):
    week = pay_week(worked, rate, **LAW)
    exact = Fraction(worked) * rate + max(Fraction(0), Fraction(worked) - 40) * rate / 2
    assert abs(week.total - exact) <= 1
    assert isinstance(week.total, int)


@given(hours, hours, rates)
def test_longer_week_is_never_worth_less(one, other, rate):
    short, long = sorted([one, other])
    assert pay_week(short, rate, **LAW).total <= pay_week(long, rate, **LAW).total


@given(hours, rates, st.integers(min_value=0, max_value=10_000_000))
def test_missing_is_what_was_not_paid_and_never_negative(worked, rate, paid):
    week = pay_week(worked, rate, paid=paid, **LAW)
    assert week.missing == max(0, week.total - paid)


@pytest.mark.parametrize("wrong", [{"hours": Decimal(-1)}, {"rate": -1}, {"paid": -1}], ids=["hours", "rate", "paid"])
def test_negative_numbers_are_refused(wrong):
    with pytest.raises(ValueError, match="not negative"):
        pay_week(**{"hours": Decimal(1), "rate": 1, "paid": None} | LAW | wrong)


@pytest.mark.parametrize(("amount", "cents"), [("16.94", 1694), ("0.005", 1), ("20", 2000), ("1250", 125_000)])
def test_amounts_become_cents(amount, cents):
    assert in_cents(Decimal(amount)) == cents


WORDS = {
    "en": ["40 hours", "1 hour", "3 hours 45 minutes", "0 hours", "2 hours 1 minute"],
    "es": ["40 horas", "1 hora", "3 horas y 45 minutos", "0 horas", "2 horas y 1 minuto"],
    "pt-br": ["40 horas", "1 hora", "3 horas e 45 minutos", "0 hora", "2 horas e 1 minuto"],
}


@pytest.mark.parametrize("language", WORDS)
def test_hours_are_written_without_fractions(language):
    with translation.override(language):
        written = [hours_and_minutes(Decimal(one)) for one in ("40", "1", "3.75", "0", "2.02")]
    assert written == WORDS[language]
