"""Becoming a member, and saying how one is reached."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from membership import sms
from membership.forms.fields import ContactField, text_input
from membership.forms.login import SafeRequestLoginCodeForm
from membership.models import Person

NAME_LENGTH = Person._meta.get_field("given_name").max_length


def name_fields():
    return {
        "given_name": forms.CharField(
            label=_("Given name(s)"),
            max_length=NAME_LENGTH,
            widget=text_input(autocomplete="given-name"),
            error_messages={"required": _("Write your name. Any name that you use is fine.")},
        ),
        "family_name": forms.CharField(
            label=_("Family name(s)"),
            max_length=NAME_LENGTH,
            required=False,
            widget=text_input(autocomplete="family-name"),
        ),
    }


class JoinForm(forms.Form):
    """Name, one contact, language. allauth's view reads `_user`, `email` and `phone` from it."""

    _user = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label = _("Mobile number or e-mail") if sms.is_available() else _("E-mail")
        self.fields |= name_fields()
        self.fields["contact"] = ContactField(label=label, help_text=_("One is enough. We send a code to it."))
        self.fields["language"] = forms.ChoiceField(
            label=_("Your language"),
            choices=settings.LANGUAGES,
            initial=get_language(),
            widget=forms.RadioSelect,
        )

    def clean_contact(self):
        """The contact goes through the form that asks for a code: its limits and its silence about who is known."""
        contact = self.cleaned_data["contact"]
        kind = "email" if "@" in contact else "phone"
        form = SafeRequestLoginCodeForm({kind: contact})
        if not form.is_valid():
            raise forms.ValidationError([error for errors in form.errors.as_data().values() for error in errors])
        self._user = form._user
        return contact

    def clean(self):
        cleaned = super().clean()
        contact = cleaned.get("contact", "")
        return cleaned | {"email": contact if "@" in contact else "", "phone": "" if "@" in contact else contact}


class NameForm(forms.Form):
    """For somebody who has a login but no name with us yet."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= name_fields()


class ProfileForm(forms.ModelForm):
    """What a member may say of themselves; the consent is asked for unticked and kept apart."""

    news = forms.BooleanField(label=_("Write to me about events and campaigns."), required=False)

    class Meta:
        model = Person
        fields = ["given_name", "family_name", "called", "language", "town", "zip_code"]
        widgets = {
            "given_name": text_input(autocomplete="given-name"),
            "family_name": text_input(autocomplete="family-name"),
            "called": text_input(autocomplete="nickname"),
            "language": forms.RadioSelect(choices=settings.LANGUAGES),
            "town": text_input(autocomplete="address-level2"),
            "zip_code": text_input(autocomplete="postal-code", inputmode="numeric", **{"class": "input w-zip"}),
        }
        labels = {
            "called": _("What should we call you?"),
            "language": _("Your language"),
            "zip_code": _("ZIP code"),
        }
        help_texts = {"town": _("So that we tell you what happens near you.")}
