"""What a person did and what was noted of them, newest first, for the staff's page of the person.

Every app registers what it knows: a function that takes a person and returns lines, the permission that staff need to
see them, and the kinds of participation that it tells itself. Assistance registers nothing, ever.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

LONGEST = 100


@dataclass(frozen=True)
class Line:
    """`when` is a day, or a moment that is shown as a day; `text` a sentence for staff, `url` where it leads."""

    when: date | datetime
    text: str
    url: str = ""

    @property
    def day(self):
        return timezone.localdate(self.when) if isinstance(self.when, datetime) else self.when


@dataclass(frozen=True)
class Provider:
    lines: Callable
    permission: str
    tells: frozenset = frozenset()


@dataclass(frozen=True)
class Timeline:
    """The newest lines; `is_cut` when there are more than these."""

    lines: list
    is_cut: bool


providers = []


def register_lines(*, permission, tells=()):
    """Registers a function(person) → lines for staff with `permission`, with a constant number of queries.

    `tells` are kinds of participation that it tells itself, with names: nobody sees the bare line of membership then,
    and who lacks `permission` sees nothing of them.
    """

    def register(lines):
        providers.append(Provider(lines, permission, frozenset(tells)))
        return lines

    return register


def told_by_others():
    """The kinds of participation that upper apps tell themselves."""
    return frozenset().union(*(provider.tells for provider in providers))


def timeline_of(person, user):
    """What `user` may see of `person`: at most 100 lines, the newest first."""
    allowed = [provider for provider in providers if user.has_perm(provider.permission)]
    lines = [line for provider in allowed for line in provider.lines(person)]
    lines.sort(key=lambda line: line.day, reverse=True)
    return Timeline(lines[:LONGEST], len(lines) > LONGEST)
