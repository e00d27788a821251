"""The house stands as docs/architecture.md says: layers point down, files stay small, the center stays in its pack."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from wagtail.models import get_page_models

ROOT = settings.ROOT
LAYERS = {"home": 0, "membership": 1, "resources": 2, "campaigns": 3, "assistance": 3, "portal": 4}
FOLDERS = [ROOT / name for name in LAYERS if (ROOT / name).is_dir()]
FUNCTION, FILE = 25, 300
EXAMPLES = ("+12035550142", "(203) 555-0142")
NAMELESS = {"utils.py", "helpers.py", "common.py", "misc.py", "utils", "helpers", "common"}
# What only the pack of Connecticut may know.
STRAYS = [
    "Connecticut",
    "CWC",
    "Hartford",
    "New Haven",
    "Norwalk",
    "Bridgeport",
    "Stamford",
    "§",
    "CT DOL",
    "Public Act",
    "CHRO",
    "SB 943",
    "ctdol",
    "weather.gov",
    "America/New_York",
    "16.94",
    "06510",
    "9c2f1c",
]


def our_python(*, tests=False):
    folders = [*FOLDERS, ROOT / "tests"] if tests else FOLDERS
    return sorted(path for folder in folders for path in folder.rglob("*.py") if "migrations" not in path.parts)


def name_of(path):
    return str(path.relative_to(ROOT))


def layer(label):
    return LAYERS.get(label, -1)  # Django, Wagtail, allauth are below all


def points_down(source, target):
    """From one app to another of the same or a lower layer; never sideways."""
    return source == target or layer(target) < layer(source)


def test_imports_point_down():
    linter = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run([linter, "--no-cache"], cwd=ROOT, text=True, capture_output=True, check=False)
    assert (result.returncode, "0 broken" in result.stdout) == (0, True), result.stdout + result.stderr


def test_every_app_of_ours_has_a_layer():
    assert {path.parent.name for path in ROOT.glob("*/apps.py")} <= set(LAYERS)
    linted = re.search(r"root_packages = \[(.*?)\]", (ROOT / "pyproject.toml").read_text())[1]
    assert set(re.findall(r'"(\w+)"', linted)) == {folder.name for folder in FOLDERS}


def test_relations_point_down():
    """Wagtail's pictures and files name their uploader through a setting, not through us: the login is left out."""
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    relations = [
        field
        for field in fields
        if field.is_relation
        and not field.auto_created
        and field.related_model
        and field.model._meta.app_label in LAYERS
    ]
    wrong = [
        f"{field.model._meta.label}.{field.name}"
        for field in relations
        if not points_down(field.model._meta.app_label, field.related_model._meta.app_label)
        and field.related_model._meta.label != settings.AUTH_USER_MODEL
    ]
    assert (wrong, len(relations) > 10) == ([], True)


@pytest.mark.parametrize("attribute", ["parent_page_types", "subpage_types"])
def test_page_types_name_lower_ones_only(attribute):
    named = [
        (model._meta.app_label, str(name).rpartition(".")[0] or model._meta.app_label)
        for model in get_page_models()
        if model._meta.app_label in LAYERS
        for name in getattr(model, attribute, None) or []
    ]
    assert [pair for pair in named if not points_down(*pair)] == []


def test_no_file_is_long():
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in our_python(tests=True)}
    assert {name: length for name, length in lengths.items() if length > FILE} == {}


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length_of(function):
    """Lines from `def` to the end, without the docstring and the decorators."""
    length = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function):
        length -= first.end_lineno - first.lineno + 1
    return length


def test_no_function_is_long_without_a_reason():
    """A longer one says why in its docstring: one with "long" or "because" in it counts as a reason."""
    wrong = {}
    for path in our_python(tests=True):
        for function in functions(ast.parse(path.read_text())):
            reason = re.search(r"\b(long|because)\b", ast.get_docstring(function) or "", re.IGNORECASE)
            if length_of(function) > FUNCTION and not reason:
                wrong[f"{name_of(path)}:{function.name}"] = length_of(function)
    assert wrong == {}


def test_no_file_is_a_drawer_for_everything():
    assert [name_of(path) for folder in FOLDERS for path in folder.rglob("*") if path.name in NAMELESS] == []


def in_a_pack(path):
    return ROOT / "portal" / "centers" in path.parents


def sources():
    """The text of everything that every center shares: code, templates, styles, scripts, drawings, message ids."""
    folders = [*FOLDERS, ROOT / "templates"]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            shared = not in_a_pack(path) and "LICENSE" not in path.name and "migrations" not in path.parts
            if shared and path.suffix in (".py", ".html", ".txt", ".css", ".js", ".svg"):
                yield name_of(path), path.read_text()
    for path in sorted((ROOT / "portal" / "locale").glob("*/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            yield f"{name_of(path)} (ids)", "\n".join(str(message.id) for message in read_po(file))


@pytest.mark.parametrize("word", STRAYS)
def test_center_is_named_in_its_pack_only(word):
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)" if word[-1].isalnum() else re.escape(word))
    found = [
        f"{name}:{number}"
        for name, text in sources()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_no_phone_number_stands_outside_a_pack():
    """But one invented number, which help texts and comments show as an example of how to write numbers."""
    number = re.compile(r"\(?\b[2-9]\d{2}\)?[-. ]\d{3}[-. ]\d{4}\b|\+1[2-9]\d{9}\b")
    found = {f"{name}: {match}" for name, text in sources() for match in number.findall(text) if match not in EXAMPLES}
    assert found == set()


def test_strays_would_be_found():
    """The words are really those of the pack: a typo here would find nothing, for ever."""
    pack = "".join(path.read_text() for path in (ROOT / "portal/centers/connecticut").rglob("*.toml"))
    known = [word for word in STRAYS if word not in ("Bridgeport", "Stamford", "ctdol")]
    assert [word for word in known if word not in pack] == []
