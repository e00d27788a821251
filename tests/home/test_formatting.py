"""How the three languages write days, hours and sentences (VOICE.md, formats)."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import formats, translation
from django.utils.formats import date_format, number_format

from home.formatting import clock, clock_range, opening_hours, reading_minutes, sentences
from home.templatetags.home_tags import clock as clock_filter
from home.templatetags.home_tags import html_lang, language_names, on_weekday, tel

HALF_PAST_SIX, SIX, TEN, NOON, MIDNIGHT = time(18, 30), time(18), time(10), time(12), time(0)
MARCH_7 = date(2026, 3, 7)
CLOCKS = {
    "en half": ("en", HALF_PAST_SIX, "6:30 p.m."),
    "en full": ("en", SIX, "6 p.m."),
    "en morning": ("en", time(9, 5), "9:05 a.m."),
    "es half": ("es", HALF_PAST_SIX, "6:30 p.m."),
    "es full": ("es", SIX, "6:00 p.m."),
    "pt half": ("pt-br", HALF_PAST_SIX, "18h30"),
    "pt full": ("pt-br", SIX, "18h"),
    "pt five past": ("pt-br", time(8, 5), "8h05"),
    "pt half past midnight": ("pt-br", time(0, 30), "0h30"),
}
RANGES = {
    "en": "10 a.m. to 6 p.m.",
    "es": "de 10:00 a.m. a 6:00 p.m.",
    "pt-br": "das 10h às 18h",
}
EVENINGS = {
    "en": "6 to 8 p.m.",
    "es": "de 6:00 a 8:00 p.m.",
    "pt-br": "das 18h às 20h",
}
WEEKS = {
    "en": ("Monday to Friday, 10 a.m. to 6 p.m.", "Saturday, 10 a.m. to 12 p.m."),
    "es": ("de lunes a viernes, de 10:00 a.m. a 6:00 p.m.", "sábado, de 10:00 a.m. a 12:00 p.m."),
    "pt-br": ("de segunda a sexta, das 10h às 18h", "sábado, das 10h às 12h"),
}
DAYS = {
    "en": "Saturday, March 7, 2026",
    "es": "sábado, 7 de marzo de 2026",
    "pt-br": "sábado, 7 de março de 2026",
}


@pytest.mark.parametrize(("language", "value", "written"), CLOCKS.values(), ids=CLOCKS)
def test_clock_is_written_as_the_language_does(language, value, written):
    with translation.override(language):
        assert clock(value) == written


@pytest.mark.parametrize("language", RANGES)
def test_range_of_hours_reads_as_a_sentence(language):
    with translation.override(language):
        assert clock_range(TEN, SIX) == RANGES[language]


@pytest.mark.parametrize("language", EVENINGS)
def test_range_within_half_a_day_names_the_half_once(language):
    with translation.override(language):
        assert clock_range(SIX, time(20)) == EVENINGS[language]


@pytest.mark.parametrize("language", WEEKS)
def test_opening_hours_read_as_a_sentence(language):
    week, saturday = WEEKS[language]
    with translation.override(language):
        assert opening_hours("1", "5", TEN, SIX).lower() == week.lower()
        assert opening_hours("6", "", TEN, NOON).lower() == saturday.lower()
        assert opening_hours("6", "6", TEN, NOON) == opening_hours("6", "", TEN, NOON)


@pytest.mark.parametrize("language", DAYS)
def test_date_names_the_month_in_words(language):
    with translation.override(language):
        assert on_weekday(MARCH_7) == DAYS[language]
        assert date_format(MARCH_7, "SHORT_DATE_FORMAT") in DAYS[language]


@pytest.mark.parametrize("language", DAYS)
def test_figures_are_those_of_us_checks_in_every_language(language):
    with translation.override(language):
        assert number_format(1250, force_grouping=True) == "1,250"
        assert number_format(16.94, decimal_pos=2) == "16.94"
        assert formats.localize(16.94) == "16.94"


def test_first_of_the_month_is_an_ordinal_in_portuguese():
    with translation.override("pt-br"):
        assert on_weekday(date(2026, 3, 1)) == "domingo, 1º de março de 2026"


def test_moment_is_told_in_the_centers_time():
    evening = datetime(2026, 3, 7, 23, 30, tzinfo=ZoneInfo("UTC"))
    next_day = datetime(2026, 3, 8, 2, 0, tzinfo=ZoneInfo("UTC"))
    with translation.override("en"):
        assert (clock_filter(evening), on_weekday(next_day)) == ("6:30 p.m.", "Saturday, March 7, 2026")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("We do the work. The rights are ours too.", ["We do the work.", "The rights are ours too."]),
        ("¿Te despidieron? Llámanos.", ["¿Te despidieron?", "Llámanos."]),
        ("Workers, families, neighbors", ["Workers, families, neighbors"]),
        ("$16.94 an hour", ["$16.94 an hour"]),
        ("  Come in.  ", ["Come in."]),
        ("", []),
    ],
    ids=["two", "question", "one", "figure", "spaces", "empty"],
)
def test_heading_breaks_between_sentences_only(text, lines):
    assert sentences(text) == lines


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (180, 1), (271, 2), (900, 5)])
def test_reading_takes_a_minute_at_least(words, minutes):
    assert reading_minutes(words) == minutes


@pytest.mark.parametrize(("code", "written"), [("en", "en"), ("pt-br", "pt-BR"), ("ht", "ht")])
def test_language_code_is_written_as_html_does(code, written):
    assert html_lang(code) == written


def test_languages_are_named_in_themselves_and_in_the_sites_order():
    assert language_names(["pt-br", "es"]) == [("es", "Español"), ("pt-br", "Português")]
    assert language_names(["xx"]) == []


@pytest.mark.parametrize(
    ("number", "link"), [("911", "tel:911"), ("211", "tel:211"), ("+12035550142", "tel:+12035550142"), ("", "tel:")]
)
def test_number_is_a_link_to_call(number, link):
    assert tel(number) == link
