"""Taking cash at the office or at a meeting: few fields, forgiving ones."""

from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from membership.models import DuesRate
from membership.money import parse_cents
from membership.services.ledger import Taken


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


class CashForm(forms.Form):
    """`key` travels with the form: sent twice, it is one payment."""

    amount = AmountField(label=_("Amount"))
    rate = RateField(label=_("Pays for"), queryset=None, empty_label=None)
    received_on = forms.DateField(
        label=_("Received on"), initial=timezone.localdate, widget=forms.DateInput(attrs={"type": "date"})
    )
    key = forms.CharField(max_length=80, initial=lambda: f"cash:{uuid4()}", widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rate"].queryset = DuesRate.objects.filter(is_offered=True).prefetch_related("texts")

    @property
    def taken(self):
        data = self.cleaned_data
        months, day = data["rate"].months, data["received_on"]
        return Taken(amount=data["amount"], months=months, received_on=day, key=data["key"])
