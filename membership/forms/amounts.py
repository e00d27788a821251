"""Amounts that staff type and read in the center's currency, kept in cents."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from membership.forms.dues import AmountField
from membership.money import parse_cents

MOST_AMOUNTS = 8
LARGEST = 1_000_000  # cents
APART = re.compile(r"[;\s]+|,\s+|,$")


def typed_amount(cents):
    """Cents as one would type them: 12.50, and 20 without its zeros."""
    whole, part = divmod(cents, 100)
    return f"{whole}.{part:02}" if part else str(whole)


class CentsField(AmountField):
    """An amount in cents, shown as it would be typed; at most `most` cents."""

    def __init__(self, *, most=LARGEST, least=1, **kwargs):
        self.most, self.least = most, least
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return typed_amount(value) if isinstance(value, int) else value

    def clean(self, value):
        cents = super().clean(value)
        if not self.least <= cents <= self.most:
            raise forms.ValidationError(_("Look at the amount again."))
        return cents


class AmountsField(forms.CharField):
    """Several amounts in one line, "5, 10, 12.50"; cleaned to a list of cents, in the order in which they stand."""

    def __init__(self, **kwargs):
        super().__init__(
            max_length=200, error_messages={"required": _("Write at least one amount, like 5, 10, 20.")}, **kwargs
        )

    def prepare_value(self, value):
        return ", ".join(typed_amount(cents) for cents in value) if isinstance(value, list) else value

    def clean(self, value):
        words = [word for word in APART.split(super().clean(value).strip()) if word]
        if any("," in word for word in words):
            raise forms.ValidationError(
                _("Write a space after each comma, like 5, 10, 20, and cents with a point, like 12.50.")
            )
        amounts = list(dict.fromkeys(parse_cents(word) for word in words))
        if not amounts or len(amounts) > MOST_AMOUNTS or not all(1 <= cents <= LARGEST for cents in amounts):
            raise forms.ValidationError(
                _("Write one to eight amounts, each more than zero, like 5, 10, 20."),
            )
        return amounts
