"""A page that staff made private is nowhere: in no menu, list, switcher, link or search, in any language."""

import re

import pytest

from tests.demo import add_page, add_program, add_show, make_private, page_at, text_of, translated

HOMES = ("/en/", "/es/", "/pt-br/")
WORDS = "Zanzibar"


@pytest.fixture
def secret(site):
    """A private page of the menu, with a translation that is private too, and a page below it."""
    page = add_page("/en/", f"{WORDS} one", slug="zanzibar", show_in_menus=True, lead=f"{WORDS} inside")
    add_page(page, f"{WORDS} below", slug="below")
    spanish = translated(page, "es", title=f"{WORDS} uno", slug="zanzibar-es", show_in_menus=True)
    make_private(page)
    make_private(spanish)
    return page


def test_private_page_asks_visitors_to_log_in(secret, client):
    for path in (secret.url, f"{secret.url}below/"):
        response = client.get(path)
        assert (response.status_code, response.headers["Location"]) == (302, f"/en/account/login/?next={path}")
        assert WORDS not in response.content.decode()


def test_private_page_is_in_no_menu(secret):
    assert [path for path in HOMES if WORDS in text_of(path)] == []
    assert WORDS not in text_of("/en/nowhere/") + text_of("/es/search/") + text_of("/en/account/login/")


def test_private_page_is_in_no_search_and_no_sitemap(secret):
    searched = text_of(f"/en/search/?q={WORDS}") + text_of(f"/es/search/?q={WORDS}")
    assert [word for word in re.findall(rf"{WORDS}\s\w+", searched) if word != WORDS] == []
    assert "zanzibar" not in text_of("/sitemap.xml")


def test_private_program_is_in_no_list(site):
    program = add_program("/en/programs/", f"{WORDS} program")
    assert text_of("/en/").count(WORDS) > 0
    assert text_of("/en/programs/").count(WORDS) > 0
    make_private(program)
    assert WORDS not in text_of("/en/") + text_of("/en/programs/")


def test_private_list_hides_its_programs_on_the_home_page(site):
    make_private(page_at("/en/programs/"))
    html = text_of("/en/")
    assert "/en/programs/" not in html
    assert "Justice at work" not in html.replace("Justice at work: our program", "")


def test_private_show_is_not_the_latest(site):
    show = add_show("/en/media/", f"{WORDS} show")
    assert f'href="{show.url}"' in text_of("/en/")
    make_private(show)
    html = text_of("/en/") + text_of("/en/media/")
    assert WORDS not in html
    assert f'href="{page_at("/en/media/radio-two-saturdays-and-no-pay/").url}"' in html


def test_link_to_a_private_page_is_left_out(site):
    make_private(page_at("/en/contact/"))
    assert "/en/contact/" not in text_of("/en/") + text_of("/en/about/")


def test_rich_text_and_alert_do_not_lead_to_a_private_page(site):
    make_private(page_at("/en/programs/justice-at-work/"))
    assert "justice-at-work" not in "".join(map(text_of, ("/en/", "/en/get-help/", "/en/about/", "/en/media/")))


def test_switcher_does_not_lead_to_a_private_translation(site):
    make_private(page_at("/es/programas/justicia-en-el-trabajo/"))
    html = text_of("/en/programs/justice-at-work/")
    assert "justicia-en-el-trabajo" not in html
    assert '<a href="/es/programas/" lang="es"' in html


def test_rich_text_link_to_a_private_page_keeps_its_words_only(site):
    """The page may be private in the reader's language alone."""
    target = add_page("/en/", f"{WORDS} target", slug="zanzibar-target")
    link = f'<p>See <a linktype="page" id="{target.pk}">our choir</a>.</p>'
    reader = add_page("/en/", "Reader", slug="reader", body=[("rich_text", {"html": link})])
    assert f'<a href="{target.url}">our choir</a>' in text_of(reader.url)
    make_private(target)
    html = text_of(reader.url)
    assert ("our choir" in html, "zanzibar" in html) == (True, False)


def test_only_the_private_language_is_hidden(site):
    make_private(page_at("/es/contacto/"))
    assert ("/es/contacto/" in text_of("/es/"), "/en/contact/" in text_of("/en/")) == (False, True)
    assert 'href="/en/contact/"' not in text_of("/es/")  # no way around through another language either
