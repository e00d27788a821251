"""The fields of account forms. `unmarked` ones are not marked "if you like": the form says what is needed."""

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from home.phone import parse_phone
from membership import sms
from membership.words import NO_TEXT_MESSAGES, NOT_AN_EMAIL, ONE_IS_ENOUGH

validate_email_address = EmailValidator(NOT_AN_EMAIL)


def text_input(**attrs):
    return forms.TextInput(attrs={"class": "input"} | attrs)


class PhoneField(forms.CharField):
    """A mobile number as people write it; cleaned to E.164, empty stays empty."""

    def __init__(self, **kwargs):
        widget = text_input(type="tel", autocomplete="tel")
        errors = {"required": _("Write your mobile number.")}
        super().__init__(**{"label": _("Mobile number"), "widget": widget, "error_messages": errors} | kwargs)

    def clean(self, value):
        value = super().clean(value)
        return parse_phone(value) if value else ""


class EmailField(forms.EmailField):
    """An e-mail in lower case; empty stays empty."""

    def __init__(self, **kwargs):
        widget = text_input(type="email", autocomplete="email")
        errors = {"required": _("Write your e-mail."), "invalid": NOT_AN_EMAIL}
        super().__init__(**{"label": _("E-mail"), "widget": widget, "error_messages": errors} | kwargs)

    def clean(self, value):
        return super().clean(value).lower()


class ContactField(forms.CharField):
    """A mobile number or an e-mail in one field; cleaned to E.164 or lower case, empty stays empty.

    `by_code`: the contact must be one that we can send a code to now.
    """

    def __init__(self, *, by_code=True, **kwargs):
        self.by_code = by_code
        widget = text_input(autocomplete="username")
        errors = {"required": ONE_IS_ENOUGH}
        super().__init__(**{"widget": widget, "error_messages": errors} | kwargs)

    def clean(self, value):
        value = super().clean(value).strip()
        if not value:
            return ""
        if "@" in value:
            validate_email_address(value)
            return value.lower()
        phone = parse_phone(value)
        if self.by_code and not sms.is_available():
            raise forms.ValidationError(NO_TEXT_MESSAGES)
        return phone


class CodeField(forms.CharField):
    def __init__(self, **kwargs):
        attrs = {"class": "input w-zip", "autocomplete": "one-time-code", "inputmode": "numeric"}
        errors = {"required": _("Write the code.")}
        super().__init__(
            **{"label": _("Code"), "widget": forms.TextInput(attrs=attrs), "error_messages": errors} | kwargs
        )


class PasswordField(forms.CharField):
    def __init__(self, **kwargs):
        widget = forms.PasswordInput(attrs={"class": "input", "autocomplete": "current-password"})
        errors = {"required": _("Write your password.")}
        super().__init__(label=_("Password"), strip=False, widget=widget, error_messages=errors, **kwargs)


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
