"""What the apps above tell about what counts on a path: what a step may ask for, and where one does it.

An app registers one `Countable` for a kind of participation, in a module that its AppConfig imports when it is ready:

    register(ParticipationKind.ATTENDED, Countable(button=_("See the events"), tags=kinds_of_events, addresses=...))

Everything is asked when it is needed: by the form of a step, and by a page for all of its steps at once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from membership.enums import ParticipationKind

# What a step asks for: a pair (tag, subject) as in Participation, both empty for any.
Narrowing = tuple[str, str]
ANY = ("", "")


def nothing():
    return []


def nowhere(narrowings):
    return {}


@dataclass(frozen=True)
class Countable:
    """How one kind of participation is narrowed, and where it is done.

    `any_label` names it unnarrowed; `tags()` and `subjects()` give pairs (value, label) for the form of a step.
    `addresses(narrowings)` maps those it knows a page for to that page in the active language, by a number of queries
    that does not grow with them. `button` says what one does there.
    """

    any_label: str
    button: str = ""
    tags: Callable[[], Iterable[tuple[str, str]]] = nothing
    subjects: Callable[[], Iterable[tuple[str, str]]] = nothing
    addresses: Callable[[set[Narrowing]], dict[Narrowing, str]] = nowhere


COUNTABLES = {ParticipationKind.SIGNED_OFF: Countable(any_label=_("Staff confirm it"))}


def register(kind, countable):
    COUNTABLES[kind] = countable


def step_choices():
    """What a step may count, for a select: by kind, each with "any" first; values are read by `read_choice`."""
    known = [(kind, COUNTABLES[kind]) for kind in ParticipationKind if kind in COUNTABLES]
    return [(capfirst(kind.label), list(choices_of(kind, countable))) for kind, countable in known]


def choices_of(kind, countable):
    yield choice_of(kind), countable.any_label
    for tag, label in countable.tags():
        yield choice_of(kind, tag=tag), label
    for subject, label in countable.subjects():
        yield choice_of(kind, subject=subject), label


def choice_of(kind, tag="", subject=""):
    return f"{kind}|{tag}|{subject}"


def read_choice(value):
    """Kind, tag and subject of a value of `step_choices`."""
    kind, tag, subject = value.split("|", 2)
    return kind, tag, subject


def addresses_of(steps):
    """Where to do each of `steps`: maps those that have a page to pairs (address, words of the button)."""
    wanted = {}
    for step in steps:
        wanted.setdefault(step.kind, set()).add((step.tag, step.subject))
    known = {kind: COUNTABLES[kind].addresses(pairs) for kind, pairs in wanted.items() if kind in COUNTABLES}
    found = {step: known.get(step.kind, {}).get((step.tag, step.subject)) for step in steps}
    return {step: (address, COUNTABLES[step.kind].button) for step, address in found.items() if address}
