"""Every block says what it is for, shows itself to editors, and renders and translates empty and full."""

import pytest
from django.core.files.base import ContentFile
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.blocks import StreamBlockValidationError
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.segments.extract import extract_segments

from home.blocks import HelpBlock, SectionsBlock, StoryBlock, TranscriptBlock
from home.models import HelpPage, HomePage, MediaPage, PortalDocument, PortalImage, StandardPage
from tests.demo import ADMINISTRATOR, add_page, logged_in, page_at, text_of

STREAMS = {
    "body": (StandardPage, StoryBlock()),
    "help": (HelpPage, HelpBlock()),
    "sections": (HomePage, SectionsBlock()),
    "transcript": (MediaPage, TranscriptBlock()),
}
OWN = {  # the help page's stream has the story's blocks too
    f"{stream}.{name}": (model, "body" if stream == "help" else stream, block)
    for stream, (model, blocks) in STREAMS.items()
    for name, block in blocks.child_blocks.items()
    if stream != "help" or name not in STREAMS["body"][1].child_blocks
}
BLOCKS = pytest.mark.parametrize(("model", "field", "block"), OWN.values(), ids=OWN)


@pytest.fixture
def library(site):
    """A picture and a file, for the blocks that need one."""
    picture = PortalImage.objects.create(title="Banner", file=get_test_image_file(size=(900, 600)))
    document = PortalDocument.objects.create(title="Guide", file=ContentFile(b"%PDF-1.4 guide", "guide.pdf"))
    return {
        "picture": {"image": picture.pk, "caption": "Our banner", "credit": "Luz"},
        "download": {"title": "The guide", "about": "Eight pages", "document": document.pk},
    }


def full(block, library):
    """The raw form of `block` with everything filled in."""
    if block.name == "picture":
        given = library["picture"]
        return given | {"image": {"image": given["image"], "alt_text": "A banner", "decorative": False}}
    if block.name == "download":
        return library["download"]
    return block.get_prep_value(block.normalize(block.meta.preview_value))


def raw_stream(*blocks):
    """What a StreamField stores for these (name, raw value) pairs."""
    return [{"type": name, "value": value, "id": f"id-{index}"} for index, (name, value) in enumerate(blocks)]


def page_with(model, field, raw):
    page = model(title="All blocks", slug="all-blocks", summary="x", locale=Locale.objects.get(language_code="en"))
    setattr(page, field, page._meta.get_field(field).stream_block.to_python(raw))
    return page


@BLOCKS
def test_block_says_what_it_is_for(model, field, block):
    assert block.meta.icon not in ("placeholder", "", None)
    assert (len(str(block.meta.description)) > 10, bool(str(block.label)), block.is_previewable) == (True, True, True)


@BLOCKS
def test_block_shows_itself_filled_in_the_picker(site, model, field, block):
    url = reverse("wagtailadmin_block_preview")
    response = logged_in(ADMINISTRATOR).get(url, {"id": block.definition_prefix})
    main = response.content.decode().partition('<main class="page">')[2].partition("</main>")[0]
    words = " ".join(strip_tags(main).split())
    assert (response.status_code, len(words) > 10) == (200, True)


@BLOCKS
def test_block_renders_and_translates_full(library, model, field, block):
    page = page_with(model, field, raw_stream((block.name, full(block, library))))
    assert rendered(page, field) != ""
    texts = {segment.path for segment in extract_segments(page) if segment.path.startswith(f"{field}.")}
    assert texts != set()


@BLOCKS
def test_block_renders_and_translates_empty(site, model, field, block):
    """Empty as it comes to the editor, and as an old page is that lacks every field."""
    empty = block.get_prep_value(block.get_default())
    old = empty if block.name == "picture" else {}  # a picture was never without its image
    page = page_with(model, field, raw_stream((block.name, empty), (block.name, old)))
    rendered(page, field)
    assert [one.path for one in extract_segments(page) if one.path.startswith(f"{field}.")] == []


def rendered(page, field):
    """The story of `page` as its template prints it, in the frame of a request."""
    source = "{% load wagtailcore_tags %}{% include_block page." + field + " with page=page %}"
    template = engines["django"].from_string(source)
    request = RequestFactory().get("/en/")
    page.path, page.depth, page.pk = "000100020099", 3, 0
    return template.render({"page": page}, request).strip()


def test_page_of_all_blocks_is_published_and_translated(library):
    blocks = STREAMS["body"][1].child_blocks
    filled = [(name, full(block, library)) for name, block in blocks.items()]
    bare = [(name, block.get_prep_value(block.get_default())) for name, block in blocks.items()]
    page = add_page("/en/", "All blocks", slug="all-blocks", body=raw_stream(*filled, *bare))
    source, _ = TranslationSource.update_or_create_from_instance(page)
    spanish = Locale.objects.get(language_code="es")
    translation = Translation.objects.create(source=source, target_locale=spanish)
    translation.save_target(publish=False)
    translation.get_target_instance().get_latest_revision().publish()
    face = StandardPage.objects.get(translation_key=page.translation_key, locale=spanish)
    assert [child.block_type for child in face.body] == [*blocks, *blocks]
    assert text_of(face.url).count('class="story-part') == text_of(page.url).count('class="story-part') > len(blocks)


def cleaned(name, value, stream="body"):
    """`value` of one block as the editor's form would clean it; raises what the editor would be told."""
    blocks = STREAMS[stream][1]
    return blocks.clean(blocks.to_python(raw_stream((name, value))))


def number_of(**fields):
    row = {"number": "55,000", "label": "Domestic workers", "source": "The state", "year": 2026} | fields
    return {"heading": "", "intro": "", "items": [{"type": "item", "id": "a", "value": row}]}


@pytest.mark.parametrize("missing", [{"source": ""}, {"year": None}, {"label": ""}], ids=["source", "year", "label"])
def test_number_without_its_source_cannot_be_published(missing):
    with pytest.raises(StreamBlockValidationError):
        cleaned("statistics", number_of(**missing))
    assert cleaned("statistics", number_of())[0].value["items"][0]["year"] == 2026


def link(**fields):
    bare = {"label": "Go", "page": None, "anchor": "", "place": "", "address": ""}
    return {"heading": "Next", "text": "", "links": [{"type": "item", "id": "a", "value": bare | fields}]}


TARGETS = {
    "an address": ({"address": "https://example.org"}, True),
    "a phone": ({"address": "tel:+12035550142"}, True),
    "a place": ({"place": "search"}, True),
    "nothing": ({}, False),
    "two": ({"place": "search", "address": "https://example.org"}, False),
    "a script": ({"address": "javascript:alert(1)"}, False),
    "a bare name": ({"address": "example.org"}, False),
    "an unknown place": ({"place": "wagtailadmin_home"}, False),
}


@pytest.mark.parametrize(("fields", "fine"), TARGETS.values(), ids=TARGETS)
def test_link_has_exactly_one_target(db, fields, fine):
    if fine:
        assert len(cleaned("call_to_action", link(**fields))[0].value["links"]) == 1
    else:
        with pytest.raises(StreamBlockValidationError):
            cleaned("call_to_action", link(**fields))


def test_link_to_a_page_leads_to_its_part(library):
    help_page = page_at("/en/get-help/")
    fine = cleaned("call_to_action", link(page=help_page.pk, anchor="not-paid"))
    page = add_page("/en/", "Linking", slug="linking", body=fine.get_prep_value())
    assert '<a class="btn " href="/en/get-help/#not-paid">Go</a>' in text_of(page.url)


@pytest.mark.parametrize(("document", "address", "fine"), [(1, 0, True), (0, 1, True), (0, 0, False), (1, 1, False)])
def test_recording_is_a_file_or_a_link(library, document, address, fine):
    value = {
        "title": "A show",
        "document": library["download"]["document"] if document else None,
        "address": "https://www.radio.example.org/1" if address else "",
    }
    if fine:
        assert cleaned("recording", value)[0].value.host == ("radio.example.org" if address else "")
    else:
        with pytest.raises(StreamBlockValidationError):
            cleaned("recording", value)


def test_recording_elsewhere_loads_nothing_before_a_tap(site):
    value = {"title": "A show", "document": None, "address": "https://www.radio.example.org/1", "duration": 24}
    html = text_of(add_page("/en/", "Show", slug="show", body=raw_stream(("recording", value))).url)
    assert '<a class="btn btn-line play" href="https://www.radio.example.org/1" rel="noreferrer">Listen</a>' in html
    assert "The recording is on radio.example.org. That website learns that you came." in html
    assert [tag for tag in ("<iframe", "<video", "<audio", "<embed", "<object") if tag in html] == []


@pytest.mark.parametrize(("number", "fine"), [("211", True), ("+12035550142", True), ("", True), ("call", False)])
def test_number_to_call_has_digits_only(number, fine):
    row = {"number": number, "title": "Help", "html": "<p>x</p>", "label": "Call"}
    value = {"items": [{"type": "item", "id": "a", "value": row}]}
    if fine:
        assert cleaned("calls", value, "help")[0].value["items"][0]["number"] == number
    else:
        with pytest.raises(StreamBlockValidationError):
            cleaned("calls", value, "help")


@pytest.mark.parametrize(("minute", "fine"), [("02:10", True), ("1:02:10", True), ("", True), ("soon", False)])
def test_minute_of_a_line_is_minutes_and_seconds(minute, fine):
    value = {"time": minute, "speaker": "Luz", "words": "Hello", "source": ""}
    if fine:
        assert cleaned("line", value, "transcript")[0].value["time"] == minute
    else:
        with pytest.raises(StreamBlockValidationError):
            cleaned("line", value, "transcript")
