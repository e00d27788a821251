"""The ways through the site: addresses, menus, and the same page in other languages."""

import pytest
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Page

from home.navigation import LanguageChoice, find_page, page_choices, path_choices, restrictions
from tests.demo import add_page, page_at, text_of, translated

PATHS = [
    ("en", "", "/en/"),
    ("en", "programs/", "/en/programs/"),
    ("en", "programs/justice-at-work/", "/en/programs/justice-at-work/"),
    ("en", "programs//justice-at-work", "/en/programs/justice-at-work/"),
    ("es", "programas/justicia-en-el-trabajo/", "/es/programas/justicia-en-el-trabajo/"),
    ("pt-br", "programas/justica-no-trabalho/", "/pt-br/programas/justica-no-trabalho/"),
]
NOWHERE = [
    ("en", "justice-at-work/"),
    ("en", "programs/justice-at-work/more/"),
    ("en", "programas/justicia-en-el-trabajo/"),
    ("es", "programs/"),
    ("fr", "programs/"),
    ("en", "programs/%"),
    ("en", "../es/"),
]


@pytest.fixture
def request_here(site):
    return RequestFactory().get("/en/")


def switcher(page, language):
    """(code, url, exact, title) of each choice that a reader of `page` has."""
    request = RequestFactory().get(page.url)
    above = list(page.get_ancestors().filter(depth__gt=1))
    with translation.override(language):
        choices = page_choices(page, above, restrictions(), request, language)
    return [(choice.code, choice.url, choice.exact, choice.title) for choice in choices]


@pytest.mark.parametrize(("language", "path", "address"), PATHS, ids=[f"{row[0]}:{row[1]}" for row in PATHS])
def test_find_page_finds_by_the_whole_path(request_here, language, path, address):
    assert find_page(request_here, path, language).specific == page_at(address)


@pytest.mark.parametrize(("language", "path"), NOWHERE, ids=[f"{row[0]}:{row[1]}" for row in NOWHERE])
def test_find_page_finds_nothing_elsewhere(request_here, language, path):
    assert find_page(request_here, path, language) is None


def test_find_page_tells_equal_slugs_apart_by_their_parents(request_here):
    above = add_page("/en/", "Above", slug="above")
    other = add_page("/en/", "Other", slug="other")
    deep, twin = add_page(above, "Deep", slug="deep"), add_page(other, "Deep", slug="deep")
    assert find_page(request_here, "above/deep/", "en").pk == deep.pk
    assert find_page(request_here, "other/deep/", "en").pk == twin.pk
    assert find_page(request_here, "deep/", "en") is None


def test_find_page_asks_one_question_whatever_the_depth(request_here, django_assert_num_queries):
    parent = page_at("/en/")
    for level in range(6):
        parent = add_page(parent, f"Level {level}", slug=f"level-{level}")
    path = "/".join(f"level-{level}" for level in range(6))
    find_page(request_here, "", "en")
    with django_assert_num_queries(1):
        assert find_page(request_here, path, "en").pk == parent.pk


def test_find_page_passes_drafts_over(request_here):
    add_page("/en/", "Draft", slug="draft", live=False)
    assert find_page(request_here, "draft/", "en") is None


def test_draft_is_not_found_and_not_named(site, client):
    draft = add_page("/en/", "Secret draft", slug="secret-draft", live=False, show_in_menus=True)
    assert client.get("/en/secret-draft/").status_code == 404
    assert [path for path in ("/en/", "/es/", "/en/programs/") if draft.title in text_of(path)] == []


def test_address_in_another_language_is_not_found(site, client):
    translated(add_page("/en/about/", "Choir", slug="choir"), "es", title="Coro", slug="coro")
    found = [client.get(path).status_code for path in ("/en/about/choir/", "/es/quienes-somos/coro/")]
    missed = [client.get(path).status_code for path in ("/en/programas/", "/en/about/coro/", "/pt-br/quem-somos/coro/")]
    assert (found, missed) == ([200, 200], [404, 404, 404])


def test_unpublished_ancestor_does_not_hide_its_live_child(site, client):
    """Wagtail unpublishes the children too unless staff choose otherwise; then the address goes on working."""
    parent = add_page("/en/", "Folder", slug="folder")
    child = add_page(parent, "Leaf", slug="leaf")
    parent.unpublish(set_expired=False)
    assert client.get("/en/folder/").status_code == 404
    response = client.get(child.url)
    assert (response.status_code, "Folder" in response.content.decode()) == (200, False)


def test_switcher_leads_to_the_same_page(site):
    assert switcher(page_at("/en/programs/justice-at-work/"), "en") == [
        ("en", "/en/programs/justice-at-work/", True, "Justice at work"),
        ("es", "/es/programas/justicia-en-el-trabajo/", True, "Justicia en el trabajo"),
        ("pt-br", "/pt-br/programas/justica-no-trabalho/", True, "Justiça no trabalho"),
    ]


def test_switcher_leads_to_the_nearest_page_when_a_translation_is_missing(site):
    page = add_page("/en/about/", "Only in English", slug="only")
    assert switcher(page, "en") == [
        ("en", "/en/about/only/", True, "Only in English"),
        ("es", "/es/quienes-somos/", False, page_at("/es/quienes-somos/").title),
        ("pt-br", "/pt-br/quem-somos/", False, page_at("/pt-br/quem-somos/").title),
    ]


def test_switcher_passes_an_unpublished_translation_over(site):
    page_at("/es/programas/justicia-en-el-trabajo/").unpublish()
    chosen = switcher(page_at("/en/programs/justice-at-work/"), "en")
    assert chosen[1] == ("es", "/es/programas/", False, page_at("/es/programas/").title)


def test_switcher_leaves_a_language_out_that_has_no_home_page(site):
    Page.objects.filter(locale__language_code="es").update(live=False)
    assert [choice[0] for choice in switcher(page_at("/en/about/"), "en")] == ["en", "pt-br"]


def test_page_says_in_each_language_that_it_is_not_there_yet(site):
    add_page("/en/about/", "Only in English", slug="only")
    html = text_of("/en/about/only/")
    assert html.count('class="untranslated"') == 2
    assert '<div class="untranslated" lang="es">' in html
    assert 'hreflang="es" href=' not in html.partition("</head>")[0]  # only true translations are named to machines
    assert 'class="untranslated"' not in text_of("/en/about/")


def test_page_names_its_faces_to_search_engines(site):
    head = text_of("/es/programas/").partition("</head>")[0]
    assert '<link rel="canonical" href="http://localhost:8000/es/programas/">' in head
    alternates = [line.strip() for line in head.splitlines() if 'rel="alternate"' in line]
    assert alternates == [
        '<link rel="alternate" hreflang="en" href="http://localhost:8000/en/programs/">',
        '<link rel="alternate" hreflang="es" href="http://localhost:8000/es/programas/">',
        '<link rel="alternate" hreflang="pt-BR" href="http://localhost:8000/pt-br/programas/">',
    ]


def test_switcher_of_what_is_no_page_keeps_the_path_and_its_query(site):
    with translation.override("en"):
        choices = path_choices("/en/search/?q=pay&page=2", "en")
    assert choices == [
        LanguageChoice("en", "English", "/en/search/?q=pay&page=2", True),
        LanguageChoice("es", "Español", "/es/search/?q=pay&page=2"),
        LanguageChoice("pt-br", "Português", "/pt-br/search/?q=pay&page=2"),
    ]


def test_translation_made_later_joins_the_switcher(site):
    page = add_page("/en/about/", "New", slug="new")
    translated(page, "es", title="Nuevo", slug="nuevo")
    assert switcher(page, "en")[1] == ("es", "/es/quienes-somos/nuevo/", True, "Nuevo")
