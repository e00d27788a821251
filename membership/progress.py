"""How far somebody is on a path: a pure function of its steps and of what they did. Nothing of it is stored.

In words: a step is done on the day on which the last of its `times` different things was done first; the same event
twice is one thing. What staff confirm counts for its own step only. Steps of a stage with the same `group` are
alternatives: together they are one thing to do, done when the first of them is. A stage is done when everything in it
is done, in whatever order; the first that is not is where the person stands. Stages without steps are left out.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from membership.enums import ParticipationKind


@dataclass(frozen=True)
class Deed:
    """One line of the ledger of participation."""

    kind: str
    subject: str
    tag: str
    occurred_on: date


class StageState(StrEnum):
    DONE = "done"
    NOW = "now"
    NEXT = "next"


def sign_off_subject(step):
    """The subject under which staff's word about `step` stands in the ledger."""
    return f"step:{step.pk}"


def counts(deed, step):
    """True when `deed` counts for `step`."""
    if deed.kind != step.kind:
        return False
    if step.kind == ParticipationKind.SIGNED_OFF:
        return deed.subject == sign_off_subject(step)
    return step.tag in ("", deed.tag) and step.subject in ("", deed.subject)


def first_days(deeds):
    """The day on which each different subject of `deeds` came first, the earliest day first."""
    days = {}
    for deed in deeds:
        days[deed.subject] = min(deed.occurred_on, days.get(deed.subject, deed.occurred_on))
    return sorted(days.values())


@dataclass(frozen=True)
class StepProgress:
    """`step` is anything with the fields of a TrackStep; `count` never passes its `times`."""

    step: object
    count: int
    done_on: date | None

    @property
    def is_done(self):
        return self.done_on is not None


@dataclass(frozen=True)
class StageProgress:
    """`total` things to do, of which `done` are done: alternatives are one thing."""

    stage: object
    steps: tuple[StepProgress, ...]
    state: StageState
    done: int
    total: int
    done_on: date | None

    @property
    def shown(self):
        """Its steps without alternatives that nobody needs any more."""
        met = {step.step.group for step in self.steps if step.is_done and step.step.group}
        return tuple(step for step in self.steps if step.is_done or step.step.group not in met)

    @property
    def next_step(self):
        return next((step for step in self.shown if not step.is_done), None)


@dataclass(frozen=True)
class TrackProgress:
    track: object
    stages: tuple[StageProgress, ...]

    @cached_property
    def number(self):
        """Which stage the person stands on, counted from 1; on a finished path the last one, without stages 0."""
        places = (number for number, stage in enumerate(self.stages, 1) if stage.state == StageState.NOW)
        return next(places, len(self.stages))

    @property
    def current(self):
        """The stage the person stands on; None on a finished path."""
        return None if self.is_done or not self.stages else self.stages[self.number - 1]

    @property
    def next_step(self):
        return self.current.next_step if self.current else None

    @property
    def is_done(self):
        return bool(self.stages) and all(stage.state == StageState.DONE for stage in self.stages)

    @property
    def stages_done(self):
        return sum(stage.state == StageState.DONE for stage in self.stages)

    @property
    def done(self):
        return sum(stage.done for stage in self.stages)

    @property
    def total(self):
        return sum(stage.total for stage in self.stages)

    @property
    def latest(self):
        """The steps that are done, the latest last."""
        steps = [step for stage in self.stages for step in stage.steps if step.is_done]
        return sorted(steps, key=lambda step: step.done_on)


def step_progress(step, deeds):
    days = first_days(deed for deed in deeds if counts(deed, step))[: step.times]
    return StepProgress(step, len(days), days[-1] if len(days) == step.times else None)


def days_of_things(steps):
    """The day on which each thing to do was done, None for what is not: one for a step, one for a group of them."""
    days = [step.done_on for step in steps if not step.step.group]
    groups = {}
    for step in steps:
        if step.step.group:
            groups.setdefault(step.step.group, []).append(step.done_on)
    return days + [min((day for day in group if day), default=None) for group in groups.values()]


def stage_progress(stage, steps, deeds, *, is_reached):
    """`is_reached` when all stages before it are done."""
    found = tuple(step_progress(step, deeds) for step in steps)
    days = days_of_things(found)
    done = sum(day is not None for day in days)
    if done == len(days):
        return StageProgress(stage, found, StageState.DONE, done, done, max(days))
    return StageProgress(stage, found, StageState.NOW if is_reached else StageState.NEXT, done, len(days), None)


def track_progress(track, stages, deeds):
    """How far whoever did `deeds` is on `track`. `stages` are pairs (stage, its steps), both in their order."""
    found, is_reached = [], True
    for stage, steps in stages:
        if steps:
            found.append(stage_progress(stage, steps, deeds, is_reached=is_reached))
            is_reached = is_reached and found[-1].state == StageState.DONE
    return TrackProgress(track, tuple(found))
