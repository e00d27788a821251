"""The fields of account forms. `unmarked` ones are not marked "if you like": the form says what is needed."""

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from home.phone import parse_phone
from membership import sms
from membership.words import NO_TEXT_MESSAGES


def text_input(**attrs):
    return forms.TextInput(attrs={"class": "input"} | attrs)


class PhoneField(forms.CharField):
    """A mobile number as people write it; cleaned to E.164, empty stays empty."""

    def __init__(self, **kwargs):
        defaults = {"label": _("Mobile number"), "max_length": 40, "widget": text_input(type="tel", autocomplete="tel")}
        super().__init__(**defaults | kwargs)

    def clean(self, value):
        value = super().clean(value)
        return parse_phone(value) if value else ""


class EmailField(forms.EmailField):
    """An e-mail in lower case; empty stays empty."""

    def __init__(self, **kwargs):
        widget = text_input(type="email", autocomplete="email")
        super().__init__(**{"label": _("E-mail"), "widget": widget} | kwargs)

    def clean(self, value):
        return super().clean(value).lower()


class ContactField(forms.CharField):
    """A mobile number or an e-mail in one field; cleaned to E.164 or lower case.

    `by_code`: the contact must be one that we can send a code to now.
    """

    def __init__(self, *, by_code=True, **kwargs):
        self.by_code = by_code
        super().__init__(max_length=254, widget=text_input(autocomplete="username"), **kwargs)

    def clean(self, value):
        value = super().clean(value).strip()
        if "@" in value:
            validate_email(value)
            return value.lower()
        phone = parse_phone(value)
        if self.by_code and not sms.is_available():
            raise forms.ValidationError(NO_TEXT_MESSAGES)
        return phone


class CodeField(forms.CharField):
    def __init__(self, **kwargs):
        attrs = {"class": "input w-zip", "autocomplete": "one-time-code", "inputmode": "numeric"}
        super().__init__(**{"label": _("Code"), "max_length": 20, "widget": forms.TextInput(attrs=attrs)} | kwargs)


class PasswordField(forms.CharField):
    def __init__(self, **kwargs):
        widget = forms.PasswordInput(attrs={"class": "input", "autocomplete": "current-password"})
        super().__init__(label=_("Password"), strip=False, widget=widget, **kwargs)


class OwnPhoneField(forms.ChoiceField):
    """Is this your own phone? True only for a clear yes: anything else, or nothing, is no."""

    def __init__(self):
        super().__init__(
            label=_("Is this your own phone or computer?"),
            help_text=_("On one that others use too, we log you out after 30 minutes."),
            choices=[("no", _("No, others use it too")), ("yes", _("Yes, it is mine"))],
            initial="no",
            widget=forms.RadioSelect,
        )

    def clean(self, value):
        return value == "yes"
