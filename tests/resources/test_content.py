"""The guides of the pack: the same parts in three languages, and nothing that we may not say."""

import pytest
from wagtail.models import Page
from wagtail_localize.models import Translation

from portal.pack.library import load_library
from portal.pack.stories import PackError
from resources.models import Resource, ResourcePage
from tests.demo import text_of

LANGUAGES = ("en", "es", "pt-br")
# Promises that no code keeps yet, sentences that VOICE.md forbids, and marks that are not for readers.
NEVER = [
    "⚖",
    "[seen",
    "VOICE",
    "hours log on this website",
    "registro de horas de este sitio",
    "**",
    "S46",
]


@pytest.fixture
def faces(site):
    return list(ResourcePage.objects.select_related("resource"))


def test_nine_guides_in_three_languages(faces):
    assert sorted(face.language for face in faces) == sorted(LANGUAGES * 9)
    assert len({face.resource_id for face in faces}) == 9


def test_every_guide_is_translated_to_the_last_text(faces):
    progress = [
        one.get_progress() for one in Translation.objects.filter(source__specific_content_type__model="resourcepage")
    ]
    assert len(progress) == 18
    assert [one for one in progress if one[0] != one[1]] == []


def test_tree_is_sound(site):
    assert not any(Page.find_problems())


def test_parts_are_the_same_in_all_languages(faces):
    parts = {}
    for face in faces:
        parts.setdefault(face.resource_id, set()).add(tuple(block["type"] for block in face.body.raw_data))
    assert [len(kinds) for kinds in parts.values()] == [1] * 9


@pytest.mark.parametrize("language", LANGUAGES)
def test_guides_say_nothing_they_may_not(faces, language):
    pages = {face.title: text_of(face.url).split("<main", 1)[1] for face in faces if face.language == language}
    assert [(title, word) for title, html in pages.items() for word in NEVER if word in html] == []


UNCHECKED = {
    "en": "Not yet checked by a lawyer.",
    "es": "Todavía no",
    "pt-br": "Ainda não",
}


@pytest.mark.parametrize("language", ["en"])
def test_every_guide_says_that_no_lawyer_read_it(faces, language):
    pages = [text_of(face.url) for face in faces if face.language == language]
    assert [UNCHECKED[language] in html for html in pages] == [True] * 9


@pytest.mark.parametrize("language", LANGUAGES)
def test_guides_lead_to_pages_that_exist(faces, client, language):
    for face in faces:
        if face.language == language:
            body = text_of(face.url).split("<main", 1)[1].split("</main>")[0]
            links = {part.split('"', 1)[0] for part in body.split('href="')[1:]}
            inside = [link for link in links if link.startswith("/")]
            assert [link for link in inside if client.get(link).status_code != 200] == []


def test_employers_are_spoken_to_with_usted(faces):
    face = next(one for one in faces if one.language == "es" and one.resource.audience == "employers")
    story = str(face.body.get_prep_value())
    assert [word for word in (" tú ", " tus ", "Llámanos", "Pregúntanos") if word in story] == []


def test_dated_rules_are_due_before_they_change(site):
    due = {one.name: one.review_due.isoformat() for one in Resource.objects.filter(review_due__lt="2027-01-01")}
    assert sorted(due) == [
        "Hiring someone to work in your home",
        "Minimum wage in Connecticut",
        "Overtime after 40 hours a week",
        "Paid sick leave, and what changes on January 1, 2027",
    ]


def test_library_is_in_the_menu(site):
    for path, name in (
        ("/en/", "Guides and resources"),
        ("/es/", "Guías y materiales"),
        ("/pt-br/", "Guias e materiais"),
    ):
        assert text_of(path).count(f">{name}</a>") >= 2


def test_unknown_topic_is_refused(site, settings):
    entry = {"id": "x", "name": "X", "topics": ["nothing"], "owner": "a", "sources": "b", "review_due": "2027-01-01"}
    with pytest.raises(PackError, match="there is no topic “nothing”"):
        load_library(settings.CENTER, {"resource": [entry]})
