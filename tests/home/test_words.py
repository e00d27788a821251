"""Records with words: what readers get, and the form on which staff write all languages side by side."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from home.models import Alert, AlertText
from home.viewsets import AlertViewSet
from home.words import best_words, form_field_name

FORM = AlertViewSet().edit_handler.bind_to_model(Alert).get_form_class()
LANGUAGES = ("en", "es", "pt_br")


@pytest.fixture
def alert(db):
    return Alert.objects.create(name="Heat")


def write(alert, **texts):
    """`texts` maps language codes (pt_br for pt-br) to sentences."""
    for language, text in texts.items():
        AlertText.objects.create(record=alert, language=language.replace("_", "-"), text=text)


def posted(alert=None, **texts):
    """What staff's form is sent: `texts` maps language codes to sentences."""
    data = {"name": "Heat", "severity": "notice", "starts_at": "2026-07-01 08:00"}
    return FORM(data | {f"text_{language}": text for language, text in texts.items()}, instance=alert or Alert())


def words_in(alert):
    return dict(alert.texts.values_list("language", "text"))


def test_reader_gets_the_words_of_the_readers_language(alert):
    write(alert, en="Drink water", es="Toma agua", pt_br="Beba água")
    with translation.override("es"):
        assert (alert.words().text, alert.words().lang_attribute) == ("Toma agua", "")
    assert alert.words("pt-br").text == "Beba água"


def test_reader_gets_the_default_language_marked_when_words_are_missing(alert):
    write(alert, pt_br="Beba água", en="Drink water")
    with translation.override("es"):
        words = alert.words()
        assert (words.text, words.lang_attribute) == ("Drink water", ' lang="en"')


def test_reader_gets_any_language_when_the_default_is_missing_too(alert):
    write(alert, pt_br="Beba água")
    with translation.override("es"):
        words = alert.words()
        assert (words.text, words.lang_attribute) == ("Beba água", ' lang="pt-br"')


def test_record_without_words_has_none(alert):
    assert (alert.words(), best_words([])) == (None, None)


def test_language_stands_once_on_a_record(alert):
    write(alert, es="Toma agua")
    with pytest.raises(IntegrityError), transaction.atomic():
        write(alert, es="Otra vez")


def test_words_of_a_list_are_fetched_together(alert, django_assert_num_queries):
    write(alert, en="Drink water")
    write(Alert.objects.create(name="Snow"), en="Stay warm")
    ours = Alert.objects.filter(name__in=["Heat", "Snow"])
    with django_assert_num_queries(2):
        found = [one.words("en").text for one in ours.order_by("pk").prefetch_related("texts")]
    assert found == ["Drink water", "Stay warm"]


def test_form_keeps_the_words_of_each_language(db):
    form = posted(en="Drink water", es="Toma agua", pt_br="")
    assert form.errors == {}
    assert words_in(form.save()) == {"en": "Drink water", "es": "Toma agua"}


def test_form_saved_again_changes_and_empties(alert):
    write(alert, en="Drink water", es="Toma agua", pt_br="Beba água")
    form = posted(alert, en="Drink more water", es="", pt_br="Beba água")
    assert form.is_valid()
    assert words_in(form.save()) == {"en": "Drink more water", "pt-br": "Beba água"}


def test_form_shows_what_is_written_already(alert):
    write(alert, en="Drink water", pt_br="Beba água")
    form = FORM(instance=alert)
    assert [form[f"text_{language}"].initial for language in LANGUAGES] == ["Drink water", "", "Beba água"]


def test_form_demands_the_default_language_and_changes_nothing(alert):
    write(alert, en="Drink water", es="Toma agua")
    form = posted(alert, en="", es="Toma más agua")
    assert list(form.errors) == ["text_en"]
    assert words_in(alert) == {"en": "Drink water", "es": "Toma agua"}


def test_form_refuses_words_that_are_too_long(db):
    form = posted(en="x" * 201)
    assert list(form.errors) == ["text_en"]


def test_form_marks_each_box_with_its_language(db):
    form = FORM()
    langs = [form.fields[f"text_{language}"].widget.attrs["lang"] for language in LANGUAGES]
    assert langs == ["en", "es", "pt-br"]


def test_form_field_is_named_after_word_and_language():
    assert form_field_name("text", "pt-br") == "text_pt_br"
