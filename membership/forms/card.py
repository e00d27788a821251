"""Choosing what a card pays: an amount by tapping it or by writing it, for a period, once or again and again."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from membership.billing.checkout import LEAST, Choice
from membership.enums import CheckoutFor
from membership.forms.dues import AmountField
from membership.forms.fields import EmailField, text_input
from membership.money import format_cents
from membership.services.ledger import LARGEST

OTHER = "other"
GIFTS = [1000, 2500, 5000, 10_000]  # cents


class AmountForm(forms.Form):
    """One of the `suggested` amounts, in cents, or another one; cleaned to `cents`, at least `least`."""

    amount = forms.ChoiceField(
        label=_("How much is right for you?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an amount, or write another one.")},
    )
    other = AmountField(label=_("If another one: how much?"), required=False)

    def __init__(self, *args, suggested, least=LEAST, **kwargs):
        super().__init__(*args, **kwargs)
        self.least = max(least, LEAST)
        fitting = [cents for cents in suggested if self.least <= cents <= LARGEST]
        self.fields["amount"].choices = [
            *((str(cents), format_cents(cents)) for cents in fitting),
            (OTHER, _("Another amount")),
        ]
        self.fields["other"].unmarked = True
        self.fields["other"].widget.attrs |= {"class": "input w-num", "autocomplete": "off"}

    def clean(self):
        cleaned = super().clean()
        chosen = cleaned.get("amount")
        cents = cleaned.get("other") if chosen == OTHER else int(chosen or 0)
        if chosen == OTHER and "other" not in self.errors and not cents:
            self.add_error("other", _("Write an amount in numbers, like 20 or 12.50."))
        elif cents and not self.least <= cents <= LARGEST:
            self.add_error("other", too_little_or_much(self.least))
        return cleaned | {"cents": cents}


def too_little_or_much(least):
    return _("By card we can take amounts from %(least)s to %(most)s. Choose another amount.") % {
        "least": format_cents(least),
        "most": format_cents(LARGEST),
    }


class CardForm(AmountForm):
    """Dues by card for one period of `rate`."""

    again = forms.ChoiceField(
        label=_("Once, or again and again?"),
        choices=[
            ("no", _("Once. We remind you before it ends.")),
            ("yes", _("Again and again, until you stop. You can stop here at any time.")),
        ],
        initial="no",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, rate, **kwargs):
        super().__init__(*args, suggested=rate.suggested, least=rate.minimum, **kwargs)
        self.rate = rate

    @property
    def choice(self):
        purpose = CheckoutFor.SUBSCRIPTION if self.cleaned_data["again"] == "yes" else CheckoutFor.ONCE
        return Choice(purpose, self.cleaned_data["cents"], get_language(), self.rate.months)


class DonationForm(AmountForm):
    """A gift by anybody. A name and an e-mail only for who wants a receipt of ours."""

    name = forms.CharField(
        label=_("Your name, for the receipt"),
        max_length=100,
        required=False,
        widget=text_input(autocomplete="name"),
    )
    email = EmailField(label=_("E-mail, for the receipt"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, suggested=GIFTS, **kwargs)
        self.fields["amount"].label = _("How much do you want to give?")

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("name")) != bool(cleaned.get("email")) and not {"name", "email"} & set(self.errors):
            missing = "name" if cleaned.get("email") else "email"
            self.add_error(missing, _("For a receipt we need both, a name and an e-mail. Or leave both empty."))
        return cleaned

    @property
    def choice(self):
        return Choice(CheckoutFor.DONATION, self.cleaned_data["cents"], get_language())
