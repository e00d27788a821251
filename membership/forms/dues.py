"""Taking dues at the table: few fields, forgiving ones."""

from datetime import timedelta
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from membership.enums import AT_THE_TABLE, Method, PaidFor
from membership.exceptions import DuesError
from membership.models import DuesRate
from membership.money import format_cents, parse_cents
from membership.prices import price_for
from membership.services.ledger import Taken
from membership.slips import months_in_words

OLDEST = timedelta(days=3653)  # ten years: an older day is a typing mistake
OTHER = "other"
AGREED, NEW = "agreed", "new"
CHANGED = _("What was paid last time has changed meanwhile. Look again.")
BROKEN_KEY = _("Something is missing in this form. Open the page again.")
CHOOSE = _("Choose an amount, or write another one.")


class AmountField(forms.CharField):
    """An amount as people write it; cleaned to cents."""

    def __init__(self, **kwargs):
        errors = {"required": _("Write an amount in numbers, like 20 or 12.50.")}
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), error_messages=errors, **kwargs)

    def clean(self, value):
        value = super().clean(value)
        return parse_cents(value) if value else None


class RateField(forms.ModelChoiceField):
    def label_from_instance(self, rate):
        return rate.words().name


class PastDayField(forms.DateField):
    """Today or a day of the last ten years."""

    def __init__(self, **kwargs):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(initial=timezone.localdate, widget=widget, **kwargs)

    def clean(self, value):
        day = super().clean(value)
        if not timezone.localdate() - OLDEST <= day <= timezone.localdate():
            raise forms.ValidationError(DuesError.message)
        return day


def choices_of(members):
    return [(member.value, capfirst(member.label)) for member in members]


class CashForm(forms.Form):
    """What somebody pays. `key` travels with the form: sent twice, it is one payment.

    `agreed` maps months to the price that this person paid last; with `shows_agreed` its figures may be read.
    """

    paid_for = forms.ChoiceField(
        label=_("What is it for?"), widget=forms.RadioSelect, initial=PaidFor.DUES, required=False
    )
    rate = RateField(label=_("Pays for"), queryset=None, empty_label=None, required=False, widget=forms.RadioSelect)
    suggested = forms.ChoiceField(label=_("Amount"), required=False, widget=forms.RadioSelect)
    amount = AmountField(label=_("Another amount"), required=False)
    price = forms.ChoiceField(
        label=_("How is it counted?"),
        initial=AGREED,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("As agreed before: paying more lasts longer, paying less waits until the rest comes."),
    )
    method = forms.ChoiceField(
        label=_("How is it paid?"), required=False, initial=Method.CASH, widget=forms.RadioSelect
    )
    paper_number = forms.CharField(label=_("Number in the paper book"), max_length=20, required=False)
    received_on = PastDayField(label=_("Received on"))
    key = forms.RegexField(
        r"^cash:",
        max_length=80,
        initial=lambda: f"cash:{uuid4()}",
        widget=forms.HiddenInput,
        error_messages={"required": BROKEN_KEY, "invalid": BROKEN_KEY},
    )
    again = forms.ChoiceField(required=False, error_messages={"invalid_choice": CHANGED})

    def __init__(self, *args, agreed, shows_agreed, **kwargs):
        super().__init__(*args, **kwargs)
        self.agreed, self.shows_agreed = agreed, shows_agreed
        self.fields["rate"].queryset = DuesRate.objects.filter(is_offered=True).prefetch_related("texts")
        self.rates = list(self.fields["rate"].queryset)
        self.fields["rate"].initial = self.rates[0].pk if self.rates else None
        self.fields["paid_for"].choices, self.fields["method"].choices = choices_of(PaidFor), choices_of(AT_THE_TABLE)
        suggested = [(f"{rate.pk}:{cents}", format_cents(cents)) for rate in self.rates for cents in rate.suggested]
        self.fields["suggested"].choices = [*suggested, (OTHER, _("Another amount"))]
        self.fields["price"].choices = [(AGREED, self.agreed_in_words), (NEW, _("This is their new amount"))]
        self.fields["again"].choices = [(self.last_time, self.last_time)] if self.last_time else []

    @property
    def last_time(self):
        """What the button "again" stands for, months and cents as "1:2000"; nothing where no figure may be read."""
        months = next(reversed(self.agreed), None)
        return f"{months}:{self.agreed[months]}" if months and self.shows_agreed else ""

    @property
    def agreed_in_words(self):
        if not self.shows_agreed:
            return _("As agreed before")
        prices = [f"{format_cents(price)} · {months_in_words(months)}" for months, price in self.agreed.items()]
        return _("As agreed before: {prices}").format(prices=", ".join(prices))

    @property
    def last_amount(self):
        return int(self.last_time.partition(":")[2])

    @property
    def last_months(self):
        return months_in_words(int(self.last_time.partition(":")[0]))

    @property
    def amounts(self):
        """Pairs of a rate and the radio buttons of the amounts that are suggested for it."""
        radios = list(self["suggested"])[:-1]
        return [(rate, [radios.pop(0) for _cents in rate.suggested]) for rate in self.rates]

    @property
    def other_amount(self):
        return list(self["suggested"])[-1]

    @property
    def rates_paid_before(self):
        """The ids of the rates for whose months this person agreed on a price before."""
        return [rate.pk for rate in self.rates if rate.months in self.agreed]

    def clean(self):
        data = super().clean()
        if data.get("again"):
            months, price = (int(part) for part in data["again"].split(":"))
            return data | {"paid_for": PaidFor.DUES, "months": months, "amount": price, "each": price}
        data["amount"] = amount = self.chosen_amount(data)
        if data.get("paid_for") == PaidFor.DONATION:
            return data | {"months": 0, "each": 0}
        if data.get("rate") is None:
            self.add_error("rate", _("Choose what it pays for."))
        elif amount is not None:
            rate, keeps = data["rate"], data.get("price") != NEW
            agreed = self.agreed.get(rate.months, 0)
            data["months"] = rate.months
            data["each"] = price_for(amount, agreed=agreed, as_agreed=keeps, minimum=rate.minimum)
        return data

    def chosen_amount(self, data):
        """The amount that was tapped or typed; None with a sentence when there is none, or when there are two."""
        typed, rate, chosen = data.get("amount"), data.get("rate"), None
        if rate and data.get("paid_for") != PaidFor.DONATION:
            known = {f"{rate.pk}:{cents}": cents for cents in rate.suggested}
            chosen = known.get(data.get("suggested"))
        if chosen is not None and typed not in (None, chosen):
            both = {"chosen": format_cents(chosen), "typed": format_cents(typed)}
            question = _("You chose %(chosen)s and wrote %(typed)s. Which one is it?")
            self.add_error("amount", forms.ValidationError(question, params=both))
        elif chosen is None and typed is None and "amount" not in self.errors:
            self.add_error("amount", CHOOSE)
        return chosen if typed is None else typed

    @property
    def taken(self):
        data = self.cleaned_data
        return Taken(
            amount=data["amount"],
            received_on=data["received_on"],
            key=data["key"],
            months=data["months"],
            price=data["each"],
            method=data["method"] or Method.CASH,
            paid_for=data["paid_for"] or PaidFor.DUES,
            paper_number=data["paper_number"],
        )
