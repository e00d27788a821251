"""Events for staff: one form, made on a phone in a minute; and the list with its guests."""

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views.generic import IndexView

from campaigns.enums import Need
from campaigns.models import Event, EventText
from campaigns.panels import MONEY
from campaigns.services.events import free_slug, tell_of_changes
from home.viewsets import PublishCreateView, PublishEditView, RecordViewSet
from home.words import form_field_name, words_form, words_panel

CANCELED = pgettext_lazy("event", "Canceled")
WORDS = {
    "title": _("Title"),
    "summary": _("In a sentence or two"),
    "place": _("Where, for everybody to read"),
    "expect": _("What to expect, one thing a line"),
    "note": _("To know before"),
    "audience": _("Who it is for"),
    "offers": _("What we offer, one thing a line"),
}


def choose_several(label, choices):
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple)


class EventForm(words_form(EventText, list(WORDS))):
    """Words in one language are enough: an event may be published in Spanish only."""

    languages = choose_several(_("Languages spoken"), settings.LANGUAGES)
    needs = choose_several(_("What guests may ask for"), Need.choices)

    def titles(self):
        names = (form_field_name("title", code) for code, _language in settings.LANGUAGES)
        return [self.cleaned_data[name] for name in names if self.cleaned_data.get(name)]

    def clean(self):
        """Every language that has words has a title and a sentence; one language at least has them."""
        cleaned = super().clean()
        for code, _language in settings.LANGUAGES:
            said = {name: cleaned.get(form_field_name(name, code)) for name in WORDS}
            for name in ("title", "summary") if any(said.values()) else ():
                if not said[name]:
                    self.add_error(form_field_name(name, code), _("Write this too, or leave the language empty."))
        if not self.errors and not self.titles():
            self.add_error(form_field_name("title", settings.LANGUAGE_CODE), _("Write a title in one language."))
        return cleaned

    def save(self, commit=True):
        event = self.instance
        event.slug = event.slug or free_slug(event, self.titles()[0])
        is_new = event.pk is None
        event = super().save(commit=commit)
        if commit and not is_new:
            tell_of_changes(event, self.changed_data)
        return event


class EventIndexView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().with_seats().prefetch_related("texts")


def canceled_in_words(event):
    """A word for what is off and nothing else: a red cross at every event that takes place would alarm."""
    return CANCELED if event.is_canceled else ""


def guests_url(event):
    return reverse("event_guests", args=[event.pk])


class EventViewSet(RecordViewSet):
    model = Event
    name = "events"
    menu_label = _("Events")
    icon = "calendar-alt"
    add_view_class = PublishCreateView
    edit_view_class = PublishEditView
    index_view_class = EventIndexView
    list_display = [
        "__str__",
        Column("starts_at", label=_("Begins"), sort_key="starts_at"),
        Column("town", label=_("Town"), sort_key="town", classname="when-wide"),
        TitleColumn("taken", label=_("Who’s coming"), get_url=guests_url),
        "capacity",
        BooleanColumn("is_published", label=_("On the website"), sort_key="is_published"),
        Column("is_canceled", label=CANCELED, accessor=canceled_in_words, sort_key="is_canceled"),
    ]
    list_filter = ["kind", "is_published", "is_canceled", "campaign", "activity", "funding"]
    search_fields = ["texts__title", "town"]
    ordering = ["-starts_at"]
    edit_handler = ObjectList(
        [
            words_panel(WORDS, heading=_("What it says")),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]), FieldPanel("kind")],
                heading=_("When"),
            ),
            MultiFieldPanel(
                [FieldPanel("town"), FieldRowPanel([FieldPanel("address"), FieldPanel("address_shown")])],
                heading=_("Where"),
            ),
            MultiFieldPanel(
                [FieldPanel("capacity"), FieldRowPanel([FieldPanel("languages"), FieldPanel("needs")])],
                heading=_("Seats and help"),
            ),
            MultiFieldPanel([FieldPanel("campaign"), *MONEY.children], heading=MONEY.heading),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("is_published"), FieldPanel("is_canceled"), FieldPanel("demonstration")])],
                heading=_("On the website"),
            ),
        ],
        base_form_class=EventForm,
    )
