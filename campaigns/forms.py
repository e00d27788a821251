"""Signing, and coming to an event, in small steps: who you are; the code; what you may add."""

from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from campaigns.enums import Display, Need
from campaigns.models import Signature
from campaigns.models.rsvp import MOST_GUESTS, Rsvp
from membership import sms
from membership.forms.fields import CodeField, ContactField, text_input
from membership.forms.join import name_fields
from membership.limits import allow_code_request, allow_text_message
from membership.models import ContactPoint, Person
from membership.words import NO_TEXT_MESSAGES, TOO_MANY_TRIES

SOURCE_LENGTH = Signature._meta.get_field("source").max_length
CONTACT_LENGTH = ContactPoint._meta.get_field("value").max_length


class VisitorForm(forms.Form):
    """The first screen: a name, one contact. `contact_pair` is what it was cleaned to: (kind, value)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= name_fields()
        self.fields["contact"] = ContactField(
            label=_("Mobile number or e-mail") if sms.is_available() else _("E-mail"),
            help_text=_("One is enough. We send a code to it."),
            max_length=CONTACT_LENGTH,
        )

    def clean(self):
        """Only a form that is right otherwise uses up one of the few codes that a contact gets."""
        cleaned = super().clean()
        if not self.errors:
            self.refuse_many(cleaned["contact"])
        return cleaned

    def refuse_many(self, contact):
        if not allow_code_request(contact):
            self.add_error("contact", TOO_MANY_TRIES)
        elif "@" not in contact and not allow_text_message(contact):
            self.add_error("contact", NO_TEXT_MESSAGES)

    @property
    def contact_pair(self):
        contact = self.cleaned_data["contact"]
        return ("email" if "@" in contact else "phone", contact)

    @property
    def name(self):
        return self.cleaned_data["given_name"], self.cleaned_data["family_name"]


class SignForm(VisitorForm):
    source = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_source(self):
        """Where the link stood; nothing that a person typed, so what does not fit is dropped."""
        source = self.cleaned_data["source"]
        return source if len(source) <= SOURCE_LENGTH and source.replace("-", "").isalnum() else ""


class CodeForm(forms.Form):
    code = CodeField()


def display_choices(person):
    """The three ways to appear, each with how it would look for `person`."""
    example = Signature(person=person)
    hints = {Display.HIDDEN: _("You count as one more signature.")}
    for value in (Display.FIRST_TOWN, Display.FULL):
        example.display = value
        hints[value] = example.shown_name
    return [(value, format_html("{}<small>{}</small>", label, hints[value])) for value, label in Display.choices]


class AppearForm(forms.Form):
    """All of it is optional; nothing is shown and nothing is agreed to unless the signer says so."""

    display = forms.ChoiceField(label=_("How may we show your name?"), widget=forms.RadioSelect)
    town = forms.CharField(
        label=_("Town"),
        required=False,
        max_length=Person._meta.get_field("town").max_length,
        widget=text_input(autocomplete="address-level2"),
    )
    zip_code = forms.CharField(
        label=_("ZIP code"),
        help_text=_("So that we know where signatures come from."),
        required=False,
        max_length=Person._meta.get_field("zip_code").max_length,
        widget=text_input(autocomplete="postal-code", inputmode="numeric", **{"class": "input w-zip"}),
    )
    comment = forms.CharField(
        label=_("Why do you sign?"),
        help_text=_("Please do not write about immigration papers, yours or anyone else’s. We read it first."),
        required=False,
        max_length=Signature._meta.get_field("comment").max_length,
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
    )
    news = forms.BooleanField(label=_("Write to me about events and campaigns."), required=False)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["display"].choices = display_choices(person)


class SeatForm(forms.Form):
    """What somebody who comes may add: all of it is optional."""

    guests = forms.IntegerField(
        label=_("People coming with you"),
        help_text=_("Not counting you. Up to 5."),
        required=False,
        min_value=0,
        max_value=MOST_GUESTS,
        widget=forms.NumberInput(attrs={"class": "input w-num", "inputmode": "numeric"}),
        error_messages={
            "invalid": _("Write a number, like 2. Leave it empty when you come alone."),
            "min_value": _("Write a number, like 2. Leave it empty when you come alone."),
            "max_value": _("You can bring five people at most. Call us for more."),
        },
    )
    needs = forms.MultipleChoiceField(
        label=_("What would help?"), required=False, widget=forms.CheckboxSelectMultiple(attrs={})
    )
    about = forms.CharField(
        label=_("What else should we know?"),
        help_text=_("Children’s ages, an allergy, a wheelchair. We delete it 30 days after the event."),
        required=False,
        max_length=Rsvp._meta.get_field("about").max_length,
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
    )

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(need.value, need.label) for need in Need if need in event.needs]
        self.fields["needs"].choices = choices
        if not choices:
            del self.fields["needs"]

    @property
    def reply(self):
        data = self.cleaned_data
        return {"guests": data["guests"] or 0, "needs": data.get("needs", []), "about": data["about"]}


class EventFilterForm(forms.Form):
    """Which events to list. Choices are what there is; anything else is as if nothing had been chosen."""

    town = forms.ChoiceField(label=_("Town"), required=False, widget=forms.Select(attrs={"class": "input"}))
    language = forms.ChoiceField(label=_("Language"), required=False, widget=forms.Select(attrs={"class": "input"}))

    def __init__(self, data, *, towns):
        super().__init__(data)
        self.fields["town"].choices = [("", _("All towns")), *((town, town) for town in towns)]
        self.fields["language"].choices = [("", _("Any language")), *settings.LANGUAGES]

    @property
    def chosen(self):
        """(town, language), each empty when it was not chosen or does not exist."""
        self.is_valid()
        return self.cleaned_data.get("town", ""), self.cleaned_data.get("language", "")


class WalkInForm(forms.Form):
    """Somebody at the door: a name and a language are enough. `key` travels along: sent twice, it is one person."""

    key = forms.UUIDField(initial=uuid4, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= name_fields()
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    @property
    def person(self):
        data = self.cleaned_data
        return {"name": (data["given_name"], data["family_name"]), "language": data["language"], "key": data["key"]}
