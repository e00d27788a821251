"""What upper apps tell about what counts, and where one does it."""

from collections import namedtuple

import pytest

from membership import countable
from membership.countable import ANY, Countable, addresses_of, choice_of, read_choice, register, step_choices

Step = namedtuple("Step", "pk kind tag subject", defaults=("", ""))


@pytest.fixture
def registry(monkeypatch):
    monkeypatch.setattr(countable, "COUNTABLES", {})


def test_choices_of_a_registered_kind_come_by_kind_with_any_first(registry):
    register("signed", Countable(any_label="Any petition", subjects=lambda: [("petition:3", "Sheet")]))
    register("attended", Countable(any_label="Any event", tags=lambda: [("workshop", "Workshop")]))
    assert step_choices() == [
        ("Came to an event", [("attended||", "Any event"), ("attended|workshop|", "Workshop")]),
        ("Signed a petition", [("signed||", "Any petition"), ("signed||petition:3", "Sheet")]),
    ]


@pytest.mark.parametrize("parts", [("read", "", ""), ("attended", "workshop", ""), ("read", "", "resource:7")])
def test_a_choice_is_read_as_it_was_written(parts):
    kind, tag, subject = parts
    assert read_choice(choice_of(kind, tag=tag, subject=subject)) == parts


def test_addresses_are_asked_once_a_kind(registry):
    asked = []

    def addresses(narrowings):
        asked.append(narrowings)
        return {ANY: "/guides/", ("", "resource:7"): "", ("", "resource:8"): "/eight/"}

    register("read", Countable(any_label="Any guide", button="Read", addresses=addresses))
    steps = [Step(1, "read"), Step(2, "read", "", "resource:7"), Step(3, "read", "", "resource:8"), Step(4, "attended")]
    assert addresses_of(steps) == {steps[0]: ("/guides/", "Read"), steps[2]: ("/eight/", "Read")}
    assert asked == [{ANY, ("", "resource:7"), ("", "resource:8")}]


def test_steps_without_a_registered_app_lead_nowhere(registry):
    assert addresses_of([Step(1, "attended", "workshop")]) == {}
