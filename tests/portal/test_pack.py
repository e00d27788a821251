"""The pack of a center: what it must hold, and how it says what is wrong with it."""

import shutil

import pytest
from django.conf import settings
from wagtail.models import Page, Site

from home.models import HomePage
from portal.center import load_center, read_toml
from portal.pack import load_pack
from portal.pack.stories import PackError, Story

RIVERSIDE = settings.ROOT / "tests" / "centers" / "riverside"


def test_center_is_found_by_name_and_by_path():
    assert load_center("connecticut").short_name == "CWC"
    assert load_center(str(RIVERSIDE)).languages == {"en": "English", "ht": "Kreyòl"}


def test_missing_center_is_an_error():
    with pytest.raises(FileNotFoundError, match="atlantis"):
        load_center("atlantis")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [('short_name = "RWH"', "", "short_name"), ('currency = "USD"', 'currency = "USD"\nmotto = "x"', "motto")],
    ids=["missing value", "stray value"],
)
def test_center_with_wrong_values_names_them(tmp_path, old, new, words):
    text = (RIVERSIDE / "center.toml").read_text().replace(old, new)
    (tmp_path / "center.toml").write_text(text)
    with pytest.raises(TypeError, match=words):
        load_center(str(tmp_path))


def test_broken_file_is_named(tmp_path):
    (tmp_path / "site.toml").write_text("title = ")
    with pytest.raises(ValueError, match=r"site\.toml"):
        read_toml(tmp_path / "site.toml")


@pytest.fixture
def pack(tmp_path, db):
    """A copy of a small pack to spoil, and a database without our pages."""
    root = tmp_path / "pack"
    shutil.copytree(RIVERSIDE, root)
    other = Page.get_first_root_node().add_child(instance=Page(title="Before", slug="before"))
    Site.objects.update(root_page=other)
    while page := Page.objects.filter(depth=2).exclude(pk=other.pk).first():
        page.delete()
    assert list(Page.get_first_root_node().get_children().values_list("slug", flat=True)) == ["before"]
    return root


SPOILED = {
    "unknown page in a button": ("en/home", 'primary_target = "get-help"', 'primary_target = "nowhere"', "nowhere"),
    "unknown page in a text": ("en/about", "Come in,", "Come <a href='page:x'>in</a>,".replace("'", '\\"'), "“x”"),
    "other parts in a language": (
        "ht/about",
        "[[body]]",
        '[[body]]\ntype = "heading"\ntext = "X"\n\n[[body]]',
        "about",
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "words"), SPOILED.values(), ids=SPOILED)
def test_pack_that_contradicts_itself_says_where_and_leaves_nothing(pack, name, old, new, words):
    path = pack / "content" / f"{name}.toml"
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(PackError, match=words):
        load_pack(load_center(str(pack)))
    assert HomePage.objects.exists() is False


def test_link_without_target_page_is_an_error():
    with pytest.raises(PackError, match="home: there is no page “gone”"):
        Story("home", {"about": 1}, {}).link({"label": "Go", "target": "gone"})


@pytest.mark.parametrize(
    ("target", "value"),
    [
        ("about#team", {"page": 1, "anchor": "team"}),
        ("search", {"place": "search"}),
        ("login", {"place": "account_login"}),
        ("https://example.org/a", {"address": "https://example.org/a"}),
        ("tel:+15035550110", {"address": "tel:+15035550110"}),
    ],
)
def test_link_leads_to_page_place_or_address(target, value):
    link = Story("home", {"about": 1}, {}).link({"label": "Go", "target": target})
    assert {name: part for name, part in link.items() if part and name != "label"} == value


def test_blocks_have_the_same_ids_in_every_language():
    story = Story("home", {}, {})
    assert (
        story.stream("body", [{"type": "heading", "text": "A"}])[0]["id"]
        == (story.stream("body", [{"type": "heading", "text": "B"}])[0]["id"])
    )
