"""What stands around a page: menus, crumbs, foot."""

import re

import pytest
from django.conf import settings

from portal.center import read_toml
from tests.demo import add_page, page_at, text_of

HOMES = [f"/{language}/" for language in settings.CENTER.languages]
PLAN = [entry["id"] for entry in read_toml(settings.CENTER.root / "pages.toml")["page"] if entry.get("menu")]


def planned(home):
    """The words of the menu as the center's pack has them, without what is on."""
    return [settings.CENTER.content(home.strip("/"), name)["title"] for name in PLAN]


def with_events(home, titles):
    """What is on stands after the second page of the menu."""
    events = {"/en/": "Events", "/es/": "Eventos", "/pt-br/": "Eventos"}[home]
    return [*titles[:2], events, *titles[2:]]


def menu_of(html):
    """The words of the wide menu."""
    nav = re.search(r'<nav class="nav nav-wide".*?</nav>', html, re.DOTALL)[0]
    return re.findall(r"<a [^>]*>(.*?)</a>", nav)


def part(html, pattern):
    return re.search(pattern, html, re.DOTALL)[0]


@pytest.mark.parametrize("home", HOMES)
def test_menu_speaks_the_language_of_the_page(site, home):
    assert menu_of(text_of(home)) == with_events(home, planned(home))


def test_menu_is_the_same_on_pages_and_elsewhere(site):
    paths = ("/en/programs/justice-at-work/", "/en/search/", "/en/account/login/", "/en/nowhere/")
    assert [menu_of(text_of(path)) for path in paths] == [with_events("/en/", planned("/en/"))] * 4


def test_menu_marks_where_the_reader_is(site):
    here, below = text_of("/en/programs/"), text_of("/en/programs/justice-at-work/")
    assert here.count('href="/en/programs/" aria-current="page"') == 2  # the wide menu and the folded one
    assert below.count('href="/en/programs/" aria-current="true"') == 2
    assert "aria-current" not in part(text_of("/en/privacy/"), r'<nav class="nav nav-wide".*?</nav>')


def test_menu_follows_the_tree(site):
    page = add_page("/en/", "Our choir", slug="choir", show_in_menus=True)
    assert menu_of(text_of("/en/")) == with_events("/en/", [*planned("/en/"), "Our choir"])
    page.move(page_at("/en/programs/"), pos="left")
    assert menu_of(text_of("/en/")) == with_events("/en/", ["Our choir", *planned("/en/")])
    assert menu_of(text_of("/es/")) == with_events("/es/", planned("/es/"))


def test_foot_lists_what_the_menu_does_not(site):
    find = part(text_of("/en/"), r'<ul class="find">.*?</ul>')
    rest = [page_at(f"/en/{name}/").title for name in ("contact", "privacy", "accessibility")]
    assert re.findall(r"<a [^>]*>(.*?)</a>", find) == ["Get help", *rest, "Make a donation"]


def test_crumbs_lead_up_to_the_home_page(site):
    crumbs = part(text_of("/en/programs/justice-at-work/"), r'<nav class="crumbs".*?</nav>')
    assert re.findall(r'href="(.*?)">(.*?)<', crumbs) == [("/en/", "Home"), ("/en/programs/", "Programs")]


def test_card_leads_to_the_page_in_the_readers_language(site):
    assert 'href="/es/get-help/#not-paid"' in text_of("/es/")
    assert 'href="/en/get-help/#not-paid"' in text_of("/en/")
    assert "/en/" not in re.sub(r'<ul class="langs">.*?</ul>', "", text_of("/es/").partition("<body>")[2], flags=re.S)


def test_link_to_an_unpublished_page_is_left_out(site):
    assert 'href="/en/contact/">Contact us</a>' in part(text_of("/en/"), r"goldblock.*?</section>")
    page_at("/en/contact/").unpublish()
    block = part(text_of("/en/"), r"goldblock.*?</section>")
    assert (re.findall("See who we are", block), "Contact us" in block) == (["See who we are"], False)


def test_link_to_a_deleted_page_is_left_out(site):
    page_at("/en/contact/").delete()
    assert "Contact us" not in part(text_of("/en/"), r"goldblock.*?</section>")


def test_link_to_a_page_without_translation_leads_to_the_original(site):
    page_at("/es/guias-y-materiales/reclamo-de-salarios/").delete()
    assert 'href="/en/resources/wage-complaint/"' in text_of("/es/")


@pytest.mark.parametrize(("language", "path"), [("en", "/en/"), ("es", "/es/"), ("pt-BR", "/pt-br/")])
def test_page_says_its_language(site, language, path):
    assert f'<html lang="{language}">' in text_of(path)


def test_title_and_description_are_the_pages_own(site):
    page = page_at("/es/programas/justicia-en-el-trabajo/")
    html = text_of(page.url)
    title = part(html, r"<title>.*?</title>")
    assert title == f"<title>{page.seo_title or page.title} | Connecticut Worker Center</title>"
    assert f'<meta name="description" content="{page.summary}">' in html
    assert '<meta property="og:image" content="http://localhost:8000/static/center/share.png">' in html
    assert '<meta property="og:url" content="http://localhost:8000/es/programas/justicia-en-el-trabajo/">' in html
