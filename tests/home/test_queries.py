"""How many questions a page asks of the database: at most 15, and the same with 3 and with 300 pages behind it."""

import pytest

from home.models import MediaPage, ProgramPage
from tests.demo import add_page, add_program, add_show, page_at, queries_for

BUDGET = 15
# One question less or more is fine if it is meant: change the number here.
PAGES = {
    "home": ("/en/", "/es/", 14),
    "list of programs": ("/en/programs/", "/es/programas/", 13),
    "program": ("/en/programs/organizing-and-leadership/", "/es/programas/organizacion-y-liderazgo/", 12),
    "program about law": ("/en/programs/justice-at-work/", "/es/programas/justicia-en-el-trabajo/", 13),
    "page with a picture": ("/en/about/", "/es/quienes-somos/", 14),
    "list of shows": ("/en/media/", "/es/en-los-medios/", 14),
    "show": ("/en/media/radio-two-saturdays-and-no-pay/", "/es/en-los-medios/radio-dos-sabados-sin-pago/", 13),
    "help": ("/en/get-help/", "/es/get-help/", 13),
}
CROWD = 300


@pytest.mark.parametrize(("english", "spanish", "count"), PAGES.values(), ids=PAGES)
def test_page_asks_a_known_number_of_questions(site, client, english, spanish, count):
    for path in (english, spanish):
        client.get(path)  # makes the renditions of pictures, once for all
    assert (queries_for(english), queries_for(spanish)) == (count, count)
    assert count <= BUDGET


def crowd(model, parent, number):
    """`number` more pages under `parent`, made by rows: the tree's own way takes a minute for 300."""
    first = parent.add_child(instance=model(title="One more", slug="more-0", summary="x", locale=parent.locale))
    for index in range(1, number):
        page = model(title=f"One more {index}", slug=f"more-{index}", summary="x", locale=parent.locale)
        page.set_url_path(parent)
        page.path = parent._get_path(parent.path, first.depth, parent.numchild + index)
        page.depth, page.content_type, page.draft_title = first.depth, first.content_type, page.title
        super(type(page), page).save(clean=False)
    parent.numchild += number - 1
    parent.save(clean=False)


@pytest.mark.parametrize(
    ("path", "parent", "add"),
    [
        ("/en/", "/en/programs/", add_program),
        ("/en/", "/en/media/", add_show),
        ("/en/programs/", "/en/programs/", add_program),
        ("/en/programs/justice-at-work/", "/en/programs/", add_program),
        ("/en/media/", "/en/media/", add_show),
        ("/en/media/radio-two-saturdays-and-no-pay/", "/en/media/", add_show),
        ("/en/about/", "/en/about/", add_page),
        ("/en/about/", "/en/", add_page),
        ("/en/get-help/", "/en/", add_page),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_questions_do_not_grow_with_pages(site, client, path, parent, add):
    for number in range(3):
        add(parent, f"One more {number}")
    client.get(path)
    few = queries_for(path)
    above = page_at(parent)
    add_many(above, add)
    assert queries_for(path) == few
    assert few <= BUDGET


def add_many(above, add):
    """The tree grows to more than CROWD children; the last pages are added the ordinary way."""
    for number in range(CROWD):
        add(above, f"Another {number}")
    assert above.get_children().count() > CROWD


def test_crowd_is_listed(site, client):
    """The counts above say something only if the pages are really printed."""
    for number in range(4):
        add_show("/en/media/", f"Show number {number}")
        add_program("/en/programs/", f"Program number {number}")
    assert client.get("/en/media/").content.decode().count("Show number") == 4
    assert client.get("/en/programs/").content.decode().count("Program number") == 4
    assert (MediaPage.objects.count(), ProgramPage.objects.count()) == (10, 16)
