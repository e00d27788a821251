from django import forms
from django.utils.translation import gettext_lazy as _

from membership.money import parse_cents

GOOD, DECLINED, ASKS = "good", "declined", "asks"


class CardForm(forms.Form):
    """Which of three invented cards pays: nobody types a number, so nobody types a real one."""

    card = forms.ChoiceField(
        label=_("Which card?"),
        choices=[
            (GOOD, _("A good card, ending in 4242")),
            (DECLINED, _("A card that the bank declines, ending in 0002")),
            (ASKS, _("A card whose bank asks first, ending in 3220")),
        ],
        initial=GOOD,
        widget=forms.RadioSelect,
    )


class AmountForm(forms.Form):
    """How much of a payment is given back; nothing typed means all that is left of it."""

    amount = forms.CharField(required=False, max_length=20)

    def clean_amount(self):
        return parse_cents(self.cleaned_data["amount"]) if self.cleaned_data["amount"] else None
