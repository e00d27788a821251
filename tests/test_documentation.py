"""The documents say what is true: settings, commands, folders, layers."""

import ast
import re

import pytest
from django.conf import settings

from tests.test_architecture import FOLDERS, LAYERS

ROOT = settings.ROOT
# Said by the runner itself or by Python, not by whoever runs the portal.
NOT_SETTINGS = {"DJANGO_SETTINGS_MODULE"}
DOCUMENTS = [
    "README.md",
    "LICENSE",
    "SECURITY.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/architecture.md",
    ".env.example",
]


def read(name):
    return (ROOT / name).read_text()


def variables_read():
    """The names that settings and the server read from the environment, by any of the ways they use."""
    found = set()
    for path in [*sorted((ROOT / "portal" / "settings").glob("*.py")), ROOT / "portal" / "gunicorn.py"]:
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and reads_environment(call.func) and isinstance(call.args[0], ast.Constant):
                found.add(call.args[0].value)
        if required := re.search(r"^REQUIRED = (\{.*?^\})", path.read_text(), re.DOTALL | re.MULTILINE):
            found |= set(ast.literal_eval(required[1]))
    return found - NOT_SETTINGS


def reads_environment(function):
    text = ast.unparse(function)
    return text == "env" or (text.startswith("env.") and text != "env.read_env") or text == "os.environ.get"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_exists_and_says_something(name):
    assert len(read(name).split()) > 20


def test_every_setting_is_explained_and_nothing_else():
    explained = set(re.findall(r"^#?\s?([A-Z][A-Z0-9_]+)=", read(".env.example"), re.MULTILINE))
    assert explained == variables_read()


def test_readme_names_the_two_commands_and_every_folder():
    readme = read("README.md")
    folders = [*(folder.name for folder in FOLDERS), "templates", "tests", "docs"]
    assert [f"make {command}" for command in ("run", "test") if f"make {command}" not in readme] == []
    assert [folder for folder in folders if f"{folder}/" not in readme] == []


def test_readme_shows_a_picture_that_exists():
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", read("README.md"))
    assert pictures != []
    assert [picture for picture in pictures if not (ROOT / picture).is_file()] == []


def test_architecture_names_every_app_and_layer():
    text = read("docs/architecture.md")
    assert [
        name for name in LAYERS if (ROOT / name).is_dir() and not re.search(rf"`{name}/?`|^\s*{name}\b", text, re.M)
    ] == []


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name.endswith(".md")])
def test_documents_lead_to_files_that_exist(name):
    folder = (ROOT / name).parent
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", read(name))
    assert [link for link in links if not (folder / link).exists()] == []


def test_make_knows_the_commands_that_the_documents_name():
    said = set(re.findall(r"\bmake ([a-z]+)\b", read("README.md") + read("CONTRIBUTING.md")))
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    known = said & {"run", "test", "reset", "lint", "format", "messages"}
    assert known <= targets
