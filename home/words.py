"""Records with words: short texts of a record live in child rows, one per language, written side by side on one form.

A record's `<Record>Text` has a foreign key `record` (related name `texts`) and a `language`, unique together.
"""

from django.conf import settings
from django.db import models
from django.forms.models import fields_for_model
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

LONG = 100  # characters; longer words get a box that grows


class WordsInLanguage(models.Model):
    """The words of one record in one language. A subclass adds `record` and the words."""

    language = models.CharField(_("language"), max_length=10)

    class Meta:
        abstract = True

    @property
    def lang_attribute(self):
        """` lang="en"` when the reader gets these words for want of their own language, else nothing."""
        foreign = self.language != get_language()
        return format_html(' lang="{}"', self.language) if foreign else mark_safe("")


def best_words(texts, language=None):
    """Of the rows `texts` of one record the one in `language` (the active one), else in the default language, else any.

    None when there is no row. The row marks itself with `lang_attribute` when it is not the reader's language.
    """
    by_language = {text.language: text for text in texts}
    return (
        by_language.get(language or get_language())
        or by_language.get(settings.LANGUAGE_CODE)
        or next(iter(by_language.values()), None)
    )


class RecordWithWords:
    """Mixin: the record's words in the reader's language. Lists prefetch `texts`, or come from `records_of`."""

    known_texts = ()

    def words(self, language=None):
        return best_words(self.known_texts or self.texts.all(), language)


def records_of(texts):
    """The records of the rows `texts` (with their `record`), in that order, each with its words: one query for all."""
    records = {}
    for text in texts:
        record = records.setdefault(text.record_id, text.record)
        record.known_texts = [*record.known_texts, text]
    return list(records.values())


def form_field_name(name, language):
    return f"{name}_{language.replace('-', '_')}"


class WordsForm(WagtailAdminModelForm):
    """A record's form with its words once per language. `words_form` makes the subclass for one kind of record."""

    text_model = None
    names = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        texts = {text.language: text for text in self.instance.texts.all()} if self.instance.pk else {}
        for code, _label in settings.LANGUAGES:
            for name in self.names:
                self.fields[form_field_name(name, code)].initial = getattr(texts.get(code), name, "")

    def save(self, commit=True):
        record = super().save(commit=commit)
        if commit:
            self.save_words(record)
        return record

    def save_words(self, record):
        """An empty language leaves no row: its readers get the default language."""
        for code, _label in settings.LANGUAGES:
            values = {name: self.cleaned_data[form_field_name(name, code)] for name in self.names}
            if any(values.values()):
                self.text_model.objects.update_or_create(record=record, language=code, defaults=values)
            else:
                self.text_model.objects.filter(record=record, language=code).delete()


def words_form(text_model, names, required=()):
    """A form class for a record whose words `names` of `text_model` are typed once per language.

    `required` names must be filled in the default language.
    """
    members = {"text_model": text_model, "names": tuple(names)}
    for code, _label in settings.LANGUAGES:
        for name, field in fields_for_model(text_model, names).items():
            field.required = name in required and code == settings.LANGUAGE_CODE
            if (field.max_length or LONG) >= LONG:
                field.widget = AdminAutoHeightTextInput()
            field.widget.attrs["lang"] = code
            members[form_field_name(name, code)] = field
    return type(f"{text_model.__name__}Form", (WordsForm,), members)


def words_panel(names, heading):
    """The words side by side: one row a field, one column a language."""
    rows = [
        FieldRowPanel(
            [
                FieldPanel(form_field_name(name, code), heading=f"{label} ({language})")
                for code, language in settings.LANGUAGES
            ]
        )
        for name, label in names.items()
    ]
    return MultiFieldPanel(rows, heading=heading, classname="words-side-by-side")
