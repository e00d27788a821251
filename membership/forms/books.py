"""What the treasurer types: filters of the ledger, why something is taken back, days."""

from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from membership.enums import Method, PaidFor
from membership.forms.amounts import CentsField
from membership.models import User
from membership.services.ledger_lists import recorders
from membership.standing import MEMBERS, State

NOT_A_DAY = _("Choose a day from the calendar, or write it like 2026-03-07.")
NOT_A_NUMBER = _("Write a whole number.")
LARGEST_NUMBER = 2**31 - 1


class DayField(forms.DateField):
    def __init__(self, **kwargs):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], error_messages={"invalid": NOT_A_DAY}, **kwargs)


def number_field(label, most):
    errors = dict.fromkeys(("invalid", "min_value", "max_value"), NOT_A_NUMBER)
    return forms.IntegerField(label=label, min_value=1, max_value=most, required=False, error_messages=errors)


class DaysForm(forms.Form):
    """Two days, either of which may be left out; their names are those of addresses."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["from"] = DayField(label=_("From"), required=False)
        self.fields["to"] = DayField(label=_("Through"), required=False)
        self.order_fields(["from", "to"])

    def clean(self):
        data = super().clean()
        if data.get("from") and data.get("to") and data["from"] > data["to"]:
            self.add_error("to", _("The last day comes before the first."))
        return data


class CollectorField(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return str(user)


class LedgerFilterForm(DaysForm):
    method = forms.ChoiceField(label=_("How"), choices=[("", _("all")), *Method.choices], required=False)
    kind = forms.ChoiceField(label=_("For"), choices=[("", _("both")), *PaidFor.choices], required=False)
    person = forms.CharField(label=_("Person"), max_length=100, required=False)
    collector = CollectorField(label=_("Recorded by"), queryset=None, empty_label=_("everybody"), required=False)
    batch = number_field(_("Batch"), LARGEST_NUMBER)
    year = number_field(_("Year of the receipt"), 9999)
    reversals = forms.BooleanField(label=_("Only what was taken back"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["collector"].queryset = User.objects.filter(pk__in=recorders()).order_by("name", "pk")


class ReverseForm(forms.Form):
    """`key` travels with the form: sent twice, it takes back once. A waiver has no `amount`."""

    amount = CentsField(label=_("How much"))
    note = forms.CharField(
        label=_("Why"),
        max_length=200,
        error_messages={"required": _("Write in a few words why this is taken back.")},
        help_text=_("Stays in the ledger. Write nothing private."),
    )
    key = forms.UUIDField(
        initial=uuid4,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid"), _("Open this page anew and try again.")),
    )

    def __init__(self, *args, left, **kwargs):
        super().__init__(*args, **kwargs)
        if left:
            self.fields["amount"].initial = left
        else:
            del self.fields["amount"]


class VotersForm(forms.Form):
    on = DayField(label=_("On"), initial=timezone.localdate)
    states = forms.MultipleChoiceField(
        label=_("Who counts"),
        choices=[(state.value, state.label) for state in MEMBERS],
        initial=[State.GOOD],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose who counts.")},
    )
