"""What staff type at the table beside the payment: a new name, where the receipt goes, what lies in the box."""

from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from membership.enums import ContactKind
from membership.forms.dues import BROKEN_KEY, AmountField, PastDayField
from membership.forms.fields import ContactField, text_input
from membership.forms.join import name_fields

LARGEST_BOX = 100_000_000  # cents: a million is a typing mistake
NUMBER = 7  # so many digits are a number rather than a name


def initial_of(words):
    """What was searched for, as far as it says who it is."""
    if "@" in words or sum(letter.isdigit() for letter in words) >= NUMBER:
        return {"contact": words}
    given, _space, family = words.partition(" ")
    return {"given_name": given, "family_name": family.strip()}


def contact_pair(contact):
    """An e-mail or a number (E.164) as the pair (kind, value); None for none."""
    return ((ContactKind.EMAIL if "@" in contact else ContactKind.PHONE).value, contact) if contact else None


class OthersContactField(ContactField):
    """Of somebody else than who types: the browser has nothing to offer."""

    def __init__(self, **kwargs):
        super().__init__(widget=text_input(autocomplete="off"), required=False, **kwargs)


class NewPayerForm(forms.Form):
    """A name is enough. `key` travels along: sent twice, it is one person."""

    key = forms.UUIDField(
        initial=uuid4,
        widget=forms.HiddenInput,
        error_messages={"required": BROKEN_KEY, "invalid": BROKEN_KEY},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= name_fields()
        self.fields["contact"] = OthersContactField(label=_("Mobile number or e-mail"), by_code=False)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"),
            choices=settings.LANGUAGES,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose the language of their receipt.")},
        )

    @property
    def facts(self):
        return self.cleaned_data | {"contact": contact_pair(self.cleaned_data["contact"])}


class SendReceiptForm(forms.Form):
    """Where the receipt goes: to a contact that we know, or to one that is typed now."""

    known = forms.ModelChoiceField(queryset=None, required=False)
    contact = OthersContactField(label=_("Another mobile number or e-mail"))

    def __init__(self, *args, contacts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["known"].queryset = contacts

    def clean(self):
        data = super().clean()
        if not self.errors and not (data["known"] or data["contact"]):
            self.add_error("contact", _("Give us a mobile number or an e-mail. One is enough."))
        return data

    @property
    def point(self):
        """The pair (kind, value) to write to, and whether it was typed now."""
        known = self.cleaned_data["known"]
        return ((known.kind, known.value), False) if known else (contact_pair(self.cleaned_data["contact"]), True)


class CountForm(forms.Form):
    """What lies in the box; nothing is an answer, too. `expected` is what should be there, in cents."""

    counted = AmountField(label=_("What you counted, all together"))
    note = forms.CharField(label=_("If it differs: what do you know about it?"), max_length=200, required=False)

    def __init__(self, *args, expected, **kwargs):
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_counted(self):
        if self.cleaned_data["counted"] > LARGEST_BOX:
            raise forms.ValidationError(_("This is more than fits in a box. Look at the amount again."))
        return self.cleaned_data["counted"]

    def clean(self):
        data = super().clean()
        if not self.errors and data["counted"] != self.expected and not data["note"]:
            self.add_error("note", _("This is not what was written down. Count again, or say what you know about it."))
        return data


class DepositForm(forms.Form):
    deposited_on = PastDayField(label=_("Brought to the bank on"))
    reference = forms.CharField(label=_("Number of the deposit slip"), max_length=40, required=False)
