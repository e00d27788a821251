"""Long lists, part by part: whatever number is asked for, a part is shown."""

import pytest
from django.test import Client

from home.models.pages import LISTED
from home.paging import NearestPaginator
from tests.demo import add_show, make_private, queries_for, text_of
from tests.home.test_queries import CROWD, add_crowd

NUMBERS = {
    "2": 2,
    "0": 1,
    "-1": 1,
    "-99999999999999999999999": 1,
    "999999999999999999999": 3,
    "9" * 5000: 1,
    "": 1,
    "abc": 1,
    "1e9": 1,
    "2.0": 1,
    "\x00": 1,
    "<b>": 1,
    None: 1,
}


@pytest.mark.parametrize(("asked", "number"), NUMBERS.items(), ids=[repr(asked)[:12] for asked in NUMBERS])
def test_any_number_gets_the_nearest_part(asked, number):
    assert NearestPaginator(range(25), 10).get_page(asked).number == number


def test_empty_list_has_one_empty_part():
    assert list(NearestPaginator([], 10).get_page("7")) == []


@pytest.fixture
def crowd(site):
    """CROWD shows and one more, beside the two of the demonstration."""
    return add_crowd(add_show("/en/media/", "Crowd"))


def head_of(path):
    return text_of(path).partition("</head>")[0]


def test_every_show_is_on_one_of_the_parts(crowd):
    pages = [text_of(f"/en/media/?page={number}") for number in range(1, 17)]
    shown = [html.count(">Crowd</a>") for html in pages]
    assert (shown[1], sum(shown)) == (LISTED, CROWD + 1)
    assert (
        "Page 2 of 16" in pages[1],
        'rel="prev" href="?page=1"' in pages[1],
        'rel="next" href="?page=3"' in pages[1],
    ) == (
        True,
        True,
        True,
    )
    assert ('rel="prev"' in pages[0], 'rel="next"' in pages[15]) == (False, False)


@pytest.mark.parametrize(
    "number", ["0", "-1", "abc", "%00", "%ff", "999999999999999999999", "1e9", "<script>", "9" * 5000]
)
def test_list_of_shows_has_a_page_for_any_number(crowd, number):
    response = Client(raise_request_exception=False).get(f"/en/media/?page={number}")
    assert (response.status_code, 'class="listing"' in response.content.decode()) == (200, True)


def test_short_list_is_not_divided(site):
    assert 'class="pagination' not in text_of("/en/media/")


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("", ""),
        ("?page=1", ""),
        ("?page=abc", ""),
        ("?page=2", "?page=2"),
        ("?page=9999", "?page=16"),
        ("?q=1&page=3", "?page=3"),
    ],
)
def test_each_part_names_its_own_address(crowd, query, part):
    head = head_of(f"/en/media/{query}")
    assert f'<link rel="canonical" href="http://localhost:8000/en/media/{part}">' in head
    assert f'<meta property="og:url" content="http://localhost:8000/en/media/{part}">' in head


def test_only_the_first_part_has_faces_in_other_languages(crowd):
    assert head_of("/en/media/").count('rel="alternate"') == 3
    assert head_of("/en/media/?page=2").count('rel="alternate"') == 0


def test_private_shows_leave_no_gap(site):
    for number in range(LISTED):
        make_private(add_show("/en/media/", f"Private {number}"))
    html = text_of("/en/media/")
    assert ("Private 1" in html, "Two Saturdays" in html, 'class="pagination' in html) == (False, True, False)


def test_questions_are_the_same_on_every_part(crowd):
    assert queries_for("/en/media/?page=9") == queries_for("/en/media/")
