"""Dues that were taken elsewhere: the rows of a paper sheet, and what a phone kept while it had no signal."""

from datetime import timedelta
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from membership.enums import AT_THE_TABLE, Method
from membership.exceptions import DuesError
from membership.forms.dues import AmountField, RateField
from membership.models import DuesRate
from membership.services.payers import Typed, people_called
from membership.services.people import plain

OLDEST = timedelta(days=3653)  # ten years: an older day is a typing mistake
BROKEN_KEY = _("Something is missing here. Save again.")


class DayField(forms.DateField):
    def __init__(self, **kwargs):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(label=_("Received on"), initial=timezone.localdate, widget=widget, **kwargs)

    def clean(self, value):
        day = super().clean(value)
        if not timezone.localdate() - OLDEST <= day <= timezone.localdate():
            raise ValidationError(DuesError.message)
        return day


def offered_rates():
    return DuesRate.objects.filter(is_offered=True).prefetch_related("texts")


class ForDuesForm(forms.Form):
    """The day, and what is paid for."""

    received_on = DayField()
    rate = RateField(label=_("Pays for"), queryset=None, empty_label=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rate"].queryset = offered_rates()


class PayerForm(forms.Form):
    """Who paid how much, and how. `key` travels along: sent twice, it is one payment."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        error_messages={"required": _("Write a name. One is enough.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    amount = AmountField(label=_("Amount"))
    method = forms.ChoiceField(
        label=_("How"), choices=[(method.value, method.label) for method in AT_THE_TABLE], initial=Method.CASH
    )
    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": BROKEN_KEY, "invalid": BROKEN_KEY})


class RowForm(PayerForm):
    """A row of the sheet. `who` answers the question which of several people with that name it was."""

    paper_number = forms.CharField(label=_("Number in the paper book"), max_length=20, required=False)
    who = forms.CharField(max_length=300, required=False)

    use_required_attribute = False

    def __init__(self, *args, number, **kwargs):
        super().__init__(*args, prefix=f"row-{number}", auto_id="id_%s", **kwargs)
        self.number = number
        self.candidates = ()

    @property
    def is_blank(self):
        """Nothing was typed: how it was paid is filled in already."""
        typed = (self.data.get(self.add_prefix(name), "") for name in ("name", "amount", "paper_number"))
        return not "".join(typed).strip()

    @property
    def cells(self):
        return [self[name] for name in ("name", "amount", "method", "paper_number")]

    @property
    def current_key(self):
        """That of the row as it was sent; a new one for a new row, and for one whose key got lost."""
        return getattr(self, "cleaned_data", {}).get("key") or uuid4()

    @property
    def somebody_new(self):
        """The answer that it was none of those whom we know; it holds for the name that was asked about only."""
        return f"new {plain(self.cleaned_data.get('name', ''))}"

    @property
    def answer(self):
        return self.cleaned_data.get("who", "")

    def ask_who(self):
        self.candidates = people_called(self.cleaned_data["name"])

    def typed(self, sheet):
        data, called = self.cleaned_data, people_called(self.cleaned_data["name"]) if self.answer else ()
        return Typed(
            name=data["name"],
            amount=data["amount"],
            method=data["method"],
            paper_number=data["paper_number"],
            key=f"sheet:{data['key']}",
            rate=sheet["rate"],
            received_on=sheet["received_on"],
            person=next((person for person in called if str(person.handle) == self.answer), None),
            is_new=self.answer == self.somebody_new,
        )


class KeptForm(PayerForm, ForDuesForm):
    """What a phone kept. `typed_by` is the login that it was typed under: money lies in the box of whoever took it."""

    typed_by = forms.IntegerField(required=False, widget=forms.HiddenInput)

    field_order = ("name", "amount", "method", "rate", "received_on")

    @property
    def typed(self):
        names = ("name", "amount", "method", "rate", "received_on")
        return Typed(**{name: self.cleaned_data[name] for name in names}, key=f"phone:{self.cleaned_data['key']}")
