"""CSS is written in many files and served as one, small enough for an old phone."""

import json
import re

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles.management.commands.collectstatic import Command
from django.contrib.staticfiles.storage import storages
from django.core.management import call_command
from django.test import override_settings

from portal.staticfiles import STYLESHEET, one_stylesheet, squeezed

KB = 1024
FILES = {
    "css/site.css": '@import "base.css";\n@import url("parts/all.css");\nbody { color: red; }',
    "css/base.css": 'html { background: url("../img/paper.svg"); }',
    "css/parts/all.css": "@import 'deep/button.css';\n.part { background: url(../../img/dot.svg); }",
    "css/parts/deep/button.css": ".button { background: url('../../../img/weave.svg#a'); src: url(data:a,x); }",
}


def test_nested_imports_stand_in_place_and_in_order():
    css = one_stylesheet(STYLESHEET, FILES.__getitem__)
    selectors = re.findall(r"^([.\w]+) {", css, re.MULTILINE)
    assert (selectors, "@import" in css) == (["html", ".button", ".part", "body"], False)


def test_addresses_lead_to_the_same_files_from_the_one():
    css = one_stylesheet(STYLESHEET, FILES.__getitem__)
    assert re.findall(r"url\((.*?)\)", css) == [
        "../img/paper.svg",
        "../img/weave.svg#a",
        "data:a,x",
        "../img/dot.svg",
    ]


def test_missing_import_is_an_error():
    with pytest.raises(KeyError):
        one_stylesheet("css/site.css", {"css/site.css": '@import "gone.css";'}.__getitem__)


def test_comments_and_indentation_go():
    assert squeezed("/* why\n so */\na {\n    color: red; /* x */\n}\n\n") == "a {\ncolor: red;\n}"


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The folder that `collectstatic` fills with our own files, as production serves them."""
    folder = tmp_path_factory.mktemp("static")
    kinds = settings.STORAGES | {"staticfiles": {"BACKEND": "portal.staticfiles.OneStylesheetStorage"}}
    with override_settings(STATIC_ROOT=folder, STORAGES=kinds, STATICFILES_FINDERS=[FINDER]):
        call_command(Command(), interactive=False, verbosity=0)
        assert storages["staticfiles"].exists(STYLESHEET)
    return folder


FINDER = "django.contrib.staticfiles.finders.FileSystemFinder"


def served(folder, name):
    """The file that pages link to for `name`."""
    return folder / json.loads((folder / "staticfiles.json").read_text())["paths"][name]


def weight(path):
    return len(brotli.compress(path.read_bytes()))


def test_one_stylesheet_is_served(collected):
    css = served(collected, STYLESHEET).read_text()
    assert ("@import" in css, "/*" in css, css.count("@layer") > 3) == (False, False, True)
    linked = re.findall(r"url\([\"']?(?!data:)(.*?)[\"']?\)", css)
    assert [
        url for url in linked if not (served(collected, STYLESHEET).parent / url.partition("#")[0]).resolve().is_file()
    ] == []
    assert len(linked) > 3


def test_stylesheet_is_small(collected):
    assert weight(served(collected, STYLESHEET)) <= 16 * KB


def test_fonts_are_small(collected):
    fonts = [path for path in collected.glob("fonts/*.woff2") if len(path.name.split(".")) == 3]
    assert (len(fonts), sum(path.stat().st_size for path in fonts) <= 80 * KB) == (2, True)


def test_scripts_are_small_few_and_our_own(collected):
    scripts = [path for path in collected.glob("js/*.js") if len(path.name.split(".")) == 3]
    assert sum(map(weight, scripts)) <= 8 * KB
    text = "".join(path.read_text() for path in scripts)
    assert [word for word in ("http://", "https://", "eval(", "innerHTML", "document.cookie") if word in text] == []
