"""Another center boots from its own pack and carries nothing of the first."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from tests.template_database import make_template
from tests.test_architecture import STRAYS

PACK = settings.ROOT / "tests" / "centers" / "riverside"
PAGES = {
    "/en/": ("en", "Our work."),
    "/en/programs/": ("en", "Programs"),
    "/en/about/": ("en", "Come in, the door is open."),
    "/en/get-help/": ("en", "Ask us anything."),
    "/ht/": ("ht", "Travay nou."),
    "/ht/pwogram/": ("ht", "Pwogram"),
    "/ht/kiyes-nou-ye/": ("ht", "Antre, pòt la louvri."),
    "/ht/get-help/": ("ht", "Mande nou nenpòt bagay."),
}
OTHERS = ["/", "/es/", "/en/search/?q=house", "/ht/search/?q=kay", "/ht/account/login/", "/en/nowhere/", "/sitemap.xml"]
OTHERS += ["/robots.txt", "/.well-known/security.txt", "/health/ready", "/admin/"]
# Of the first pack: also its people's numbers, its languages, its picture's words.
FIRST = [*STRAYS, "(203)", "+1203", "Español", "Português", "/pt-br/", "pt-BR", "211", "Ivone", "a wage complaint"]


@pytest.fixture(scope="module")
def answers(tmp_path_factory, django_db_setup, django_db_blocker):
    """What the second center's portal answers: path to (status, text, where it leads)."""
    with django_db_blocker.unblock():
        template = make_template() if settings.IS_SQLITE else ""  # without one it migrates by itself
    environment = {
        "PATH": os.environ["PATH"],
        "CENTER": str(PACK),
        "VAR": str(tmp_path_factory.mktemp("riverside")),
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "PYTHONPATH": str(settings.ROOT),
        "PYTHONWARNINGS": "default",
    }
    command = [sys.executable, "tests/centers/boot.py", str(template), *PAGES, *OTHERS]
    result = subprocess.run(
        command, cwd=settings.ROOT, env=environment, text=True, capture_output=True, timeout=300, check=False
    )
    assert result.returncode == 0, result.stderr[-3000:]
    return json.loads(result.stdout.splitlines()[-1])


@pytest.mark.parametrize(("path", "expected"), PAGES.items(), ids=PAGES)
def test_page_of_the_second_center_answers_in_its_language(answers, path, expected):
    language, words = expected
    status, html, _ = answers[path]
    assert (status, f'<html lang="{language}">' in html, words in html) == (200, True, True)
    assert "Riverside" in html


@pytest.mark.parametrize("path", [*PAGES, *OTHERS])
def test_second_center_carries_nothing_of_the_first(answers, path):
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answers[path][1])
    assert [word for word in FIRST if word in text] == []


def test_second_center_knows_its_own_languages_only(answers):
    switcher = re.search(r'<ul class="langs">.*?</ul>', answers["/ht/"][1], re.DOTALL)[0]
    assert re.findall(r'<a href="(.*?)" lang="(.*?)"', switcher) == [("/en/", "en"), ("/ht/", "ht")]
    assert (answers["/"][0], answers["/"][2]) == (302, "/en/")
    assert answers["/es/"][0] in (302, 404)


def test_second_center_tells_its_own_facts(answers):
    html = answers["/ht/get-help/"][1]
    assert ('href="tel:+15035550110"' in html, "Riverbend, OR 97000" in html) == (True, True)
    assert "mailto:house@example.net" in answers["/.well-known/security.txt"][1]
    assert "Preferred-Languages: en, ht" in answers["/.well-known/security.txt"][1]


def test_hours_of_a_language_without_formats_are_readable(answers):
    assert re.search(r"9(:00)? a\.m\. to 5(:00)? p\.m\.|9(:00)? a\.m\..*5(:00)? p\.m\.", answers["/ht/get-help/"][1])
    assert "TIME_FORMAT" not in answers["/ht/get-help/"][1]


def test_search_of_the_second_center_works(answers):
    assert "About us" in answers["/en/search/?q=house"][1]
    assert "Kiyès nou ye" in answers["/ht/search/?q=kay"][1]


def test_second_center_is_ready(answers):
    assert json.loads(answers["/health/ready"][1]) == {"status": "ready", "failing": []}
