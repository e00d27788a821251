"""Every template compiles, and keeps what the CSP and the house demand."""

import re

import pytest
from django.conf import settings
from django.template.loader import get_template

FOLDER = settings.ROOT / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.*"))
PAGES = [name for name in TEMPLATES if name.endswith(".html")]
COMPONENTS = [name for name in PAGES if name.startswith("components/")]
DATA = ("application/json", "application/ld+json")
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}", re.DOTALL)


def source(name):
    return COMMENT.sub("", (FOLDER / name).read_text())


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_compiles(name):
    assert get_template(name).template.origin.name == str(FOLDER / name)


@pytest.mark.parametrize("name", PAGES)
def test_template_has_no_inline_script_or_style(name):
    text = source(name)
    scripts = re.findall(r"<script\b([^>]*)>", text)
    inline = [tag for tag in scripts if " src=" not in tag and not any(kind in tag for kind in DATA)]
    handlers = re.findall(r"""<[a-z][^>]*\s(on[a-z]+)\s*=""", text)
    styles = re.findall(r"<style\b|<[a-z][^>]*\sstyle\s*=", text)
    assert (inline, handlers, styles, "javascript:" in text) == ([], [], [], False)


@pytest.mark.parametrize("name", PAGES)
def test_template_loads_nothing_from_elsewhere(name):
    tags = re.findall(r"<(?:script|img|source|audio|video|iframe|link|object|embed)\b[^>]*>", source(name))
    foreign = [tag for tag in tags if re.search(r"""(?:src|srcset|data|href)\s*=\s*["']?\s*(?:https?:)?//""", tag)]
    assert foreign == []
    assert [tag for tag in tags if tag.startswith(("<iframe", "<object", "<embed"))] == []


@pytest.mark.parametrize("name", COMPONENTS)
def test_component_says_what_it_is_and_takes(name):
    head = re.sub(r"^{% load [^%]*%}\s*", "", (FOLDER / name).read_text().lstrip())
    comment = re.match(r"{% comment %}(.*?){% endcomment %}", head, re.DOTALL)
    assert comment, "starts with a comment, or with a load and a comment"
    assert comment[1].strip().endswith(".")


@pytest.mark.parametrize("name", [name for name in PAGES if not name.startswith("allauth/elements/")])
def test_picture_has_size_and_words(name):
    pictures = re.findall(r"<img\b[^>]*>", source(name))
    incomplete = [tag for tag in pictures if not all(f" {part}=" in tag for part in ("alt", "width", "height"))]
    assert incomplete == []


@pytest.mark.parametrize("name", PAGES)
def test_link_elsewhere_opens_in_the_same_window(name):
    """A new window loses the way back; whoever wants one opens it."""
    assert re.findall(r"<a\b[^>]*\starget=", source(name)) == []
