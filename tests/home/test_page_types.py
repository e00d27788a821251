"""Which page may stand where, and what its faces share."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from home.models import (
    HelpPage,
    HomePage,
    LawReview,
    MediaIndexPage,
    MediaPage,
    ProgramIndexPage,
    ProgramPage,
    StandardPage,
)
from tests.demo import add_page, page_at, text_of

PARENTS = {
    HomePage: {Page},
    ProgramIndexPage: {HomePage},
    ProgramPage: {ProgramIndexPage},
    StandardPage: {HomePage, StandardPage},
    MediaIndexPage: {HomePage},
    MediaPage: {MediaIndexPage},
    HelpPage: {HomePage},
}
CHILDREN = {
    HomePage: {ProgramIndexPage, StandardPage, MediaIndexPage, HelpPage},
    ProgramIndexPage: {ProgramPage},
    ProgramPage: set(),
    StandardPage: {StandardPage},
    MediaIndexPage: {MediaPage},
    MediaPage: set(),
    HelpPage: set(),
}


@pytest.mark.parametrize("model", PARENTS, ids=lambda model: model.__name__)
def test_page_type_stands_in_its_places_only(model):
    ours = {one for one in model.allowed_parent_page_models() if one is Page or one in PARENTS}
    children = {one for one in model.allowed_subpage_models() if one in PARENTS}
    assert (ours, children) == (PARENTS[model], CHILDREN[model])


def test_tree_of_the_demonstration_is_sound(site):
    assert not any(Page.find_problems())


def test_help_page_exists_once_a_language(site):
    assert [HelpPage.can_create_at(page_at(home)) for home in ("/en/", "/es/", "/pt-br/")] == [False] * 3


def test_help_page_has_one_address_in_all_languages(site):
    help_pages = HelpPage.objects.order_by("locale__language_code")
    assert [page.url for page in help_pages] == ["/en/get-help/", "/es/get-help/", "/pt-br/get-help/"]


def test_page_without_headline_shows_its_title(site):
    page = add_page("/en/", "Our choir", slug="choir")
    assert '<h1><span class="line">Our choir</span></h1>' in text_of(page.url)


def test_page_needs_a_summary(site):
    page = StandardPage(title="Choir", slug="choir")
    with pytest.raises(ValidationError) as refused:
        page.full_clean(exclude=["path", "depth"])
    assert list(refused.value.message_dict) == ["summary"]


def synced(page, language):
    """What wagtail-localize does when an editor brings a translation up to its source."""
    source, _ = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.get(source=source, target_locale=Locale.objects.get(language_code=language))
    translation.save_target(publish=False)
    translation.get_target_instance().get_latest_revision().publish()
    return page.specific_class.objects.get(locale__language_code=language, translation_key=page.translation_key)


def test_faces_share_check_symbol_and_place_in_the_menu(site):
    page = page_at("/en/about/")
    page.law_review = LawReview.objects.get(name__startswith="Justice")
    page.symbol, page.show_in_menus = "bird", False
    page.save_revision().publish()
    face = synced(page, "es")
    assert (face.law_review, face.symbol, face.show_in_menus) == (page.law_review, "bird", False)
    assert (face.title, face.url) == ("Quiénes somos", "/es/quienes-somos/")


def test_show_in_another_language_keeps_its_facts(site):
    english = page_at("/en/media/radio-two-saturdays-and-no-pay/")
    spanish = page_at("/es/en-los-medios/radio-dos-sabados-sin-pago/")
    facts = ("aired_at", "duration", "spoken_languages", "demonstration", "station", "kind")
    assert [getattr(spanish, name) for name in facts] == [getattr(english, name) for name in facts]


def test_every_page_of_the_demonstration_is_translated(site):
    keys = {code: set() for code in ("en", "es", "pt-br")}
    for page in Page.objects.filter(depth__gt=1).live():
        keys[page.locale.language_code].add(page.translation_key)
    assert keys["en"] == keys["es"] == keys["pt-br"]
    assert len(keys["en"]) >= 14
    assert [one.get_progress() for one in Translation.objects.all() if len(set(one.get_progress())) > 1] == []


@pytest.mark.parametrize("path", ["/en/media/radio-two-saturdays-and-no-pay/", "/es/en-los-medios/"])
def test_invented_show_says_so(site, path):
    word = "Demonstration" if path.startswith("/en/") else "Demostración"
    assert f'<p class="demonstration">{word}</p>' in text_of(path)


def test_newest_show_comes_first_and_undated_last(site):
    titles = [show.title for show in page_at("/en/media/").shows]
    add_page("/en/media/", "Undated", MediaPage)
    assert [show.title for show in page_at("/en/media/").shows] == [*titles, "Undated"]
    assert page_at("/en/").latest_show.title == titles[0] == "“Two Saturdays and no pay”"


def test_show_of_another_language_or_that_waits_is_not_the_latest(site):
    latest = page_at("/en/").latest_show
    spanish = page_at("/es/en-los-medios/").shows[0]
    MediaPage.objects.filter(pk=spanish.pk).update(aired_at=latest.aired_at + timedelta(days=1))
    assert page_at("/en/").latest_show == latest
    MediaPage.objects.filter(pk=latest.pk).update(live=False)
    assert page_at("/en/").latest_show not in (latest, None)
