"""Every address of the site, with nobody, the wrong person and the right one; the rules stand in `addresses.py`."""

from contextlib import contextmanager
from http.cookies import SimpleCookie
from operator import attrgetter
from urllib.parse import unquote

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse

from tests.portal.addresses import LIBRARIES, NAMELESS, OPEN_IN_EDITOR, READS, RULES, STAFFS
from tests.portal.kinds import EDITOR, LOGIN, NAME
from tests.portal.world import STAFF, VISITORS, browser_of, make_world

# Wagtail's report of translations is not sorted, and says so.
pytestmark = pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results")

# The forms on cached pages carry no token: the browser's word counts there, and what is posted needs a code.
# The demonstration's till is asked by programs, which have a key instead.
WITHOUT_TOKEN = {"stripe_webhook": 400, "petition_sign": 200, "event_rsvp": 200, "till_api": 401}
REFUSED = (LOGIN, EDITOR, NAME, 403, 404, 405)
FAILS = {"wagtailimages_chooser:chosen"}  # the file of the chosen picture, which tests do not have
# What the parameters of Wagtail's addresses stand for; all others are a 1.
SAMPLES = {
    **dict.fromkeys(("app_label", "app_name", "content_type_app_name"), "home"),
    **dict.fromkeys(("model_name", "content_type_model_name"), "standardpage"),
    **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id"), 2),
    "action": "delete",
    "revision_id_a": "live",
    "revision_id_b": "latest",
}


def patterns_of(resolver, spaces=(), parameters=(), prefix=""):
    """(name with its name spaces, names of its parameters, route) of every address below `resolver`."""
    for pattern in resolver.url_patterns:
        matcher = pattern.pattern
        own = getattr(matcher, "converters", None) or (getattr(matcher, "regex", None) and matcher.regex.groupindex)
        below = [*parameters, *(own or ())]
        route = f"{prefix}{matcher}"
        if isinstance(pattern, URLResolver):
            inside = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from patterns_of(pattern, inside, below, route)
        else:
            yield ":".join((*spaces, pattern.name)) if pattern.name else "", below, route


PATTERNS = list(patterns_of(get_resolver()))
NAMED = {name: parameters for name, parameters, _route in PATTERNS if name}


def is_of_a_library(name):
    return name not in RULES and name.startswith(tuple(LIBRARIES))


STOCK = sorted(name for name in NAMED if is_of_a_library(name))


def address(name, world):
    """An address of that name that leads to something in the `world`."""
    return reverse(name, args=[attrgetter(path)(world) for path in RULES[name].args.split()])


def stock_address(name):
    return reverse(name, kwargs={parameter: SAMPLES.get(parameter, 1) for parameter in NAMED[name]})


@contextmanager
def undone():
    """What happens inside has not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Walker:
    """One visitor with the browser of before, however often they were logged out meanwhile."""

    def __init__(self, client):
        client.raise_request_exception = False
        self.client, self.cookies = client, {name: morsel.value for name, morsel in client.cookies.items()}

    def ask(self, method, url):
        self.client.cookies = SimpleCookie(self.cookies)
        with undone():
            return getattr(self.client, method)(url)


def place(response, url):
    """What an answer is, as `addresses.py` says it."""
    if response.status_code != 302:
        return response.status_code
    known = {f"/en/account/login/?next={url}": LOGIN, "/admin/": EDITOR, "/en/member/name/": NAME}
    return known.get(unquote(response.url), 302)


def text_in(response):
    """Its words; a file is read to its end, which closes it."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="replace").replace("\N{NO-BREAK SPACE}", " ")


def marks_in(response, world, url=""):
    """A page repeats the address that was asked for, in its links to other languages: that is no news to who asked."""
    text = text_in(response).replace(url.removeprefix("/en") or "\0", " ")
    return {kind for kind, words in world.marks.items() if words in text}


@pytest.fixture
def world(site, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_world()


@pytest.fixture
def walker(world):
    return lambda visitor: Walker(browser_of(visitor, world))


def test_every_address_has_a_rule():
    without = sorted(name for name in NAMED if name not in RULES and not is_of_a_library(name))
    assert without == [], f"Say in tests/portal/addresses.py who may come to: {', '.join(without)}"


def test_every_rule_has_an_address():
    gone = [name for name in RULES if name not in NAMED]
    gone += [start for start in LIBRARIES if not any(name.startswith(start) for name in STOCK)]
    gone += [name for name in OPEN_IN_EDITOR if name not in STOCK]
    assert gone == [], f"These addresses are gone; take them out of tests/portal/addresses.py: {', '.join(gone)}"


def test_every_address_without_a_name_is_declared():
    assert sorted(route for name, _parameters, route in PATTERNS if not name) == sorted(NAMELESS)


def test_what_libraries_bring_stands_in_the_editor():
    assert [name for name in STOCK if not stock_address(name).startswith("/admin/")] == []


def rules_for(visitor):
    """All of them; Zoraida herself leaves out the editor, where the other member stands for both."""
    return {name: rule for name, rule in RULES.items() if visitor != "owner" or name not in STAFFS}


@pytest.mark.parametrize("visitor", VISITORS)
def test_each_address_answers_each_visitor_as_its_rule_says(world, walker, visitor):
    """With a look and with an empty form; nothing of Zoraida is in it but what this visitor may read, and a refused
    form changes nothing."""
    walks, wrong, leaks, written = walker(visitor), {}, {}, {}
    for name, rule in rules_for(visitor).items():
        url = address(name, world)
        look = walks.ask("get", url)
        with CaptureQueriesContext(connection) as asked:
            form = walks.ask("post", url)
        found, expected = (place(look, url), place(form, url)), rule.answers(visitor)
        if found != expected:
            wrong[name] = found, expected
        if not rule.holder and (seen := (marks_in(look, world, url) | marks_in(form, world, url)) - READS[visitor]):
            leaks[name] = seen
        if expected[1] in REFUSED and (lines := writes(asked)):
            written[name] = lines
    assert (wrong, leaks, written) == ({}, {}, {})


def writes(asked):
    """The questions to the database that changed something; that somebody is logged in does not count."""
    verbs = ("INSERT", "UPDATE", "DELETE")
    lines = [line["sql"] for line in asked.captured_queries]
    return [line for line in lines if line.startswith(verbs) and "session" not in line]


def test_what_libraries_bring_is_closed_to_nobody(world, walker):
    walks, wrong = walker("nobody"), {}
    for name in STOCK:
        url = stock_address(name)
        found = place(walks.ask("get", url), url)
        if found != OPEN_IN_EDITOR.get(name, LOGIN):
            wrong[name] = found
    assert wrong == {}


def test_what_libraries_bring_is_closed_to_members(world, walker):
    """One address of each library: the gate before the editor (`EditorGateMiddleware`) asks for no names."""
    walks = walker("stranger")
    some = {start: next(name for name in STOCK if name.startswith(start)) for start in LIBRARIES}
    answers = {start: walks.ask("get", stock_address(name)).status_code for start, name in some.items()}
    assert answers == dict.fromkeys(LIBRARIES, 403)


def test_what_libraries_bring_neither_fails_nor_shows_people(world, walker):
    walks, wrong, leaks = walker("editor"), {}, {}
    for name in STOCK:
        answer = walks.ask("get", stock_address(name))
        if answer.status_code >= 500 and name not in FAILS:
            wrong[name] = answer.status_code
        if seen := marks_in(answer, world):
            leaks[name] = seen
    assert (wrong, leaks) == ({}, {})


@pytest.mark.parametrize("visitor", ["owner", "administrator"])
def test_no_form_of_another_site_is_taken(world, visitor):
    """Whoever is logged in: without the token of our own form a post changes nothing."""
    client, found = Client(enforce_csrf_checks=True), {}
    client.cookies = browser_of(visitor, world).cookies
    walks = Walker(client)
    for name in rules_for(visitor):
        with CaptureQueriesContext(connection) as asked:
            answer = walks.ask("post", address(name, world))
        expected = WITHOUT_TOKEN.get(name, 403)
        if (answer.status_code, writes(asked)) != (expected, []):
            found[name] = answer.status_code, writes(asked)
    assert found == {}


@pytest.mark.parametrize("visitor", ["nobody", "owner"])
def test_head_and_options_are_no_way_around(world, walker, visitor):
    """HEAD is a look without its words, OPTIONS says at most which methods there are."""
    walks, wrong = walker(visitor), {}
    for name, rule in rules_for(visitor).items():
        url = address(name, world)
        head, options = walks.ask("head", url), walks.ask("options", url)
        harmless = options.status_code < 500 and not marks_in(options, world)
        if (place(head, url), text_in(head), harmless) != (rule.answers(visitor)[0], "", True):
            wrong[name] = head.status_code, options.status_code
    assert wrong == {}


def test_staff_are_known():
    """Each role of the demonstration walks."""
    from portal.pack.people import ROLES

    assert {name.lower() for name in ROLES} | {"administrator"} == set(STAFF)
