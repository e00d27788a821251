"""Search: what it finds, in which order, and that nothing private is ever found."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from portal.search import PER_PAGE
from tests.campaigns.conftest import make_event
from tests.demo import add_page, make_private, page_at, queries_for, translated


def search(words, language="en", **query):
    return Client(raise_request_exception=False).get(f"/{language}/search/", {"q": words} | query)


def found(words, language="en", **query):
    """The titles that a reader finds, in order."""
    html = search(words, language, **query).content.decode()
    results = re.search(r'<ol class="results">.*?</ol>', html, re.DOTALL)
    return re.findall(r'<a href="[^"]*">(.*?)</a>', results[0]) if results else []


ACCENTS = {
    "with accents": ("es", "campañas", "campanas"),
    "organization": ("es", "organización", "organizacion"),
    "complaint": ("pt-br", "reclamação", "reclamacao"),
    "media": ("pt-br", "mídia", "midia"),
    "capitals": ("es", "JUSTICIA", "justicia"),
}


@pytest.mark.parametrize(("language", "one", "other"), ACCENTS.values(), ids=ACCENTS)
def test_accents_and_capitals_are_folded_both_ways(site, language, one, other):
    assert found(one, language) == found(other, language) != []


def test_accent_in_the_page_is_folded_too(site):
    add_page("/es/", "Casa de huespedes", slug="huespedes", lead="La dueña de la pensión")
    add_page("/es/", "Los huéspedes", slug="los-huespedes")
    assert (
        sorted(found("huéspedes", "es")) == sorted(found("huespedes", "es")) == ["Casa de huespedes", "Los huéspedes"]
    )


EVERYDAY = {
    "en": {
        "File a wage complaint with the state": ["wage theft", "not paid", "DOL"],
        "Your pay stub and your payday": ["paystub", "cash"],
        "Get help": ["live-in"],
        "Contact us": ["appointment"],
    },
    "es": {
        "Presenta un reclamo de salarios ante el estado": [
            *("robo de salario", "queja", "no me pagaron", "Departamento de Labor", "departamento de labor"),
        ],
        "El salario mínimo por hora en Connecticut": ["mínimo", "minimo", "MÍNIMO", "sueldo minimo"],
        "Horas extras después de 40 horas por semana": ["hora extra", "sobretiempo", "overtime"],
        "Tu comprobante de pago y tu día de pago": ["talón", "talon", "colilla", "boleta", "volante", "cash"],
        "Si usted emplea a alguien en su casa": ["planilla", "patrona", "niñera", "ninera"],
        "Por escrito": ["nana", "babysitter", "housecleaner"],
        "Pide ayuda": ["de planta", "interna", "cama adentro", "con dormida", "live-in"],
        "Ayuda y conexiones": ["referido", "remisión", "remision", "derivación", "derivacion"],
        "Guías y materiales": ["póster", "poster", "cartel"],
        "Quiénes somos": ["aplicar"],
        "Tu privacidad": ["estatus"],
    },
    "pt-br": {
        "Faça uma reclamação de salário no estado": ["roubo de salário", "roubo de salario", "queixa", "calote"],
        "O salário mínimo por hora em Connecticut": ["mínimo", "minimo"],
        "Horas extras depois de 40 horas por semana": ["hora extra", "overtime"],
        "Seu contracheque e o dia do pagamento": ["holerite", "gorjeta"],
        "Ponha no papel": ["diarista", "housecleaner", "babá", "baba"],
        "Fale com a gente": ["apontamento"],
        "Quem somos": ["aplicar", "inscricao"],
        "Sua privacidade": ["status"],
    },
}


@pytest.mark.parametrize("language", EVERYDAY)
def test_everyday_words_find_the_page_that_says_it_properly(site, language):
    wanted = [(words, title) for title, typed in EVERYDAY[language].items() for words in typed]
    assert [pair for pair in wanted if pair[1] not in found(pair[0], language)] == []


def test_words_of_one_language_find_nothing_in_another(site):
    assert (found("sobretiempo", "en"), found("holerite", "es"), found("colilla", "pt-br")) == ([], [], [])


def test_words_that_staff_write_down_find_the_page_and_are_not_shown(site):
    add_page("/en/", "Music", slug="music", search_words="zither, kazoo band, dulcímer")
    assert [found(words) for words in ("kazoo", "band zither", "dulcimer")] == [["Music"]] * 3
    assert "kazoo" not in Client().get("/en/music/").content.decode()


def test_word_on_the_page_goes_before_the_same_word_that_staff_wrote_down(site):
    add_page("/en/", "Music", slug="music", search_words="zither")
    add_page("/en/", "The zither", slug="zither")
    assert found("zither") == ["The zither", "Music"]


def test_word_in_the_title_goes_before_the_same_word_in_the_story(site):
    story = [("rich_text", {"html": "<p>Every zither is welcome, bring your zither.</p>"})]
    add_page("/en/", "Music", slug="music", body=story)
    add_page("/en/", "The zither", slug="zither")
    add_page("/en/", "Sundays", slug="sundays", lead="With a zither.")
    assert found("zither")[0] == "The zither"
    assert sorted(found("zither")) == ["Music", "Sundays", "The zither"]


def test_page_with_all_words_is_enough(site):
    add_page("/en/", "Zither and drum", slug="both")
    add_page("/en/", "Drum alone", slug="drum")
    assert found("zither drum") == ["Zither and drum"]
    assert sorted(found("drum kazoo")) == ["Drum alone", "Zither and drum"]


def test_only_the_language_of_the_page_is_searched(site):
    page = add_page("/en/", "Zither club", slug="club")
    translated(page, "es", title="Club de zither", slug="club-es")
    assert (found("zither"), found("zither", "es"), found("zither", "pt-br")) == (
        ["Zither club"],
        ["Club de zither"],
        [],
    )


def test_drafts_and_private_pages_are_never_found(site):
    add_page("/en/", "Zither draft", slug="draft", live=False)
    private = add_page("/en/", "Zither private", slug="private")
    add_page(private, "Zither below", slug="below")
    gone = add_page("/en/", "Zither gone", slug="gone")
    add_page("/en/", "Zither open", slug="open")
    make_private(private)
    gone.unpublish()
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)
    assert found("zither") == ["Zither open"]


def test_root_of_the_tree_is_never_found(site):
    assert "Root" not in found("root")
    assert "Before the portal" not in found("before portal")


def test_unpublished_change_is_not_found(site):
    page = add_page("/en/", "Zither", slug="zither")
    page.title = "Kazoo"
    page.save_revision()
    assert (found("kazoo"), found("zither")) == ([], ["Zither"])


@pytest.mark.parametrize("language", settings.CENTER.languages)
def test_every_suggestion_finds_something(site, language):
    html = search("xyzzy", language).content.decode()
    listed = re.search(r'<ul class="row suggestions">.*?</ul>', html)[0]
    suggestions = re.findall(r"<a [^>]*>(.*?)</a>", listed)
    assert suggestions == settings.CENTER.content(language, "site")["search"]["suggestions"]
    assert [word for word in suggestions if not found(word, language)] == []
    assert f'href="/{language}/get-help/"' in html


def test_page_without_a_question_shows_only_the_box(site):
    html = search("").content.decode()
    assert ("results-head" in html, 'class="empty"' in html, 'name="q"' in html) == (False, False, True)


HOSTILE = {
    "10,000 characters": "pay " * 2500,
    "one long word": "x" * 10_000,
    "nul": "pay\x00",
    "controls": "\x01\x02\x1b[31m",
    "quotes": "\"pay' OR 1=1 --",
    "operators": 'NEAR(pay rights) AND * ^ "',
    "brackets": "((((",
    "one quote": '"',
    "apostrophe": "'",
    "logic": "NOT OR AND",
    "star": "*",
    "colon": "title:pay",
    "minus": "-pay",
    "percent": "%_%",
    "backslash": "\\",
    "right to left": "\u202epay",
    "emoji": "✊✊🏽",
    "surrogate": "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "blank": " \t\n ",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_question_gets_an_ordinary_answer(site, words):
    response = search(words)
    assert (response.status_code, "<h1>" in response.content.decode()) == (200, True)
    assert len(response.content) < 100_000


@pytest.mark.parametrize("raw", ["%00", "%ff", "%", "%u0041", "pay%0d%0aSet-Cookie:x=1"])
def test_damaged_query_gets_an_ordinary_answer(site, raw):
    response = Client(raise_request_exception=False).get(f"/en/search/?q={raw}")
    assert (response.status_code, response.cookies.output()) == (200, "")


def test_question_is_escaped_wherever_it_is_shown(site):
    evil = '"><script>alert(1)</script>'
    html = search(evil).content.decode()
    assert (evil in html, html.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 2) == (False, True)


@pytest.mark.parametrize("number", ["0", "-1", "abc", "99999", "1e9", "", "٣", "%00"])
def test_page_number_that_is_none_shows_a_page(site, number):
    for index in range(PER_PAGE + 1):
        add_page("/en/", f"Zither {index}", slug=f"zither-{index}")
    response = search("zither", page=number)
    assert (response.status_code, len(found("zither", page=number)) in (1, PER_PAGE)) == (200, True)


def test_long_list_is_turned_page_by_page(site):
    for index in range(PER_PAGE + 5):
        add_page("/en/", f"Zither {index}", slug=f"zither-{index}")
    first, second = found("zither"), found("zither", page="2")
    assert (len(first), len(second), set(first) & set(second)) == (PER_PAGE, 5, set())
    html = search("zither").content.decode()
    assert f"{PER_PAGE + 5} results for “zither”" in html
    assert 'rel="next" href="?q=zither&amp;page=2"' in html


def test_questions_to_the_database_do_not_grow_with_results(site):
    add_page("/en/", "Zither", slug="zither")
    queries_for("/en/search/?q=zither")  # which kinds of content there are is asked once for all
    one = queries_for("/en/search/?q=zither")
    for index in range(PER_PAGE):
        add_page("/en/", f"Zither {index}", slug=f"zither-{index}")
    assert queries_for("/en/search/?q=zither") == one <= 20


def test_search_is_not_for_search_engines(site):
    assert '<meta name="robots" content="noindex">' in search("pay").content.decode()


def test_search_finds_the_help_page_by_its_answers(site):
    assert page_at("/en/get-help/").title in found("warrant judge")


def test_events_ahead_are_found_in_the_language_of_the_page_and_never_by_their_address(site):
    event = make_event(title="Zither evening", address="12 Secret Street")
    assert found("zither") == ["Zither evening"]
    assert found("zither", "es") == []
    assert found("secret") == []
    assert "Zither evening" not in found("12 secret street")
    event.is_published = False
    event.save()
    assert found("zither") == []


def test_events_that_are_over_are_not_found(site):
    make_event(title="Zither evening", days=-3)
    assert found("zither") == []


def test_questions_of_the_search_do_not_grow_with_events(site):
    make_event(slug="one", title="Zither evening")
    few = queries_for("/en/search/?q=zither")
    for number in range(3):
        make_event(slug=f"more-{number}", title="Zither evening")
    assert queries_for("/en/search/?q=zither") == few
