from collections import namedtuple
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from membership.progress import Deed, StageState, first_days, track_progress

Step = namedtuple("Step", "pk kind tag subject times group", defaults=("", "", 1, ""))
MARCH = date(2026, 3, 1)

WORKSHOPS = Step(1, "attended", "workshop", times=2)
GUIDE = Step(2, "read", subject="resource:7")
EXPLAIN = Step(3, "signed_off")
BRING, RADIO = Step(4, "signed_off", group="reach"), Step(5, "signed_off", group="reach")
STAGES = [("learn", [GUIDE, WORKSHOPS]), ("teach", [EXPLAIN, BRING, RADIO])]


def came(number, day=0, tag="workshop"):
    return Deed("attended", f"event:{number}", tag, MARCH + timedelta(day))


def read(number=7, day=0):
    return Deed("read", f"resource:{number}", "", MARCH + timedelta(day))


def confirmed(step, day=0):
    return Deed("signed_off", f"step:{step.pk}", "", MARCH + timedelta(day))


def walk(*deeds, stages=STAGES):
    return track_progress("track", stages, deeds)


def row(stage):
    return stage.state, stage.done, stage.total, stage.done_on


def test_nothing_done_stands_on_the_first_stage():
    path = walk()
    assert [row(stage) for stage in path.stages] == [("now", 0, 2, None), ("next", 0, 2, None)]
    assert (path.number, path.current.stage, path.next_step.step, path.is_done) == (1, "learn", GUIDE, False)


def test_a_stage_is_done_on_the_day_of_its_last_step():
    path = walk(came(1, 5), came(2, 9), read(day=3))
    assert row(path.stages[0]) == ("done", 2, 2, MARCH + timedelta(9))
    assert [(step.count, step.done_on) for step in path.stages[0].steps] == [
        (1, MARCH + timedelta(3)),
        (2, MARCH + timedelta(9)),
    ]
    assert (path.number, path.next_step.step, path.stages_done, path.done, path.total) == (2, EXPLAIN, 1, 2, 4)


def test_three_attendances_of_one_event_count_once():
    path = walk(came(1, 1), came(1, 2), came(1, 3))
    assert (path.stages[0].steps[1].count, path.stages[0].steps[1].is_done) == (1, False)


def test_other_kinds_tags_and_subjects_do_not_count():
    others = [came(1, tag="meeting"), read(8), Deed("signed", "resource:7", "", MARCH), confirmed(GUIDE)]
    assert walk(*others).done == 0


def test_more_than_wanted_counts_as_wanted():
    path = walk(*(came(number, number) for number in range(5)))
    assert (path.stages[0].steps[1].count, path.stages[0].steps[1].done_on) == (2, MARCH + timedelta(1))


def test_what_staff_confirm_counts_for_its_own_step_only():
    found = walk(confirmed(EXPLAIN)).stages[1]
    assert [step.is_done for step in found.steps] == [True, False, False]


def test_one_of_a_group_is_enough_and_the_other_is_not_shown_any_more():
    found = walk(confirmed(RADIO, 4), confirmed(EXPLAIN, 2)).stages[1]
    assert row(found) == ("done", 2, 2, MARCH + timedelta(4))
    assert [step.step for step in found.shown] == [EXPLAIN, RADIO]


def test_a_group_with_both_done_was_done_on_the_earlier_day():
    found = walk(confirmed(RADIO, 4), confirmed(BRING, 6), confirmed(EXPLAIN)).stages[1]
    assert found.done_on == MARCH + timedelta(4)


def test_a_later_stage_may_be_done_first():
    path = walk(confirmed(EXPLAIN), confirmed(BRING))
    assert [stage.state for stage in path.stages] == ["now", "done"]


def test_a_finished_path_has_no_next_step():
    path = walk(came(1), came(2), read(), confirmed(EXPLAIN), confirmed(BRING))
    assert (path.is_done, path.current, path.next_step, path.number, path.stages_done) == (True, None, None, 2, 2)


def test_stages_without_steps_are_left_out():
    path = walk(stages=[("empty", []), *STAGES, ("later", [])])
    assert [stage.stage for stage in path.stages] == ["learn", "teach"]
    nothing = walk(stages=[("empty", [])])
    assert (nothing.stages, nothing.is_done, nothing.current, nothing.number) == ((), False, None, 0)


def test_the_latest_step_comes_last():
    path = walk(read(day=9), confirmed(EXPLAIN, 2))
    assert [step.step for step in path.latest] == [EXPLAIN, GUIDE]


SUBJECTS = st.sampled_from(["a", "b", "c", "step:0", "step:1", "step:2"])
TAGS = st.sampled_from(["", "x", "y"])
KINDS = st.sampled_from(["attended", "read", "signed_off"])
DAYS = st.dates(MARCH, MARCH + timedelta(20))
DEEDS = st.lists(st.builds(Deed, KINDS, SUBJECTS, TAGS, DAYS), max_size=12)


@st.composite
def stages(draw):
    count = draw(st.integers(0, 4))
    pks = iter(range(100))
    make = st.builds(
        lambda kind, tag, subject, times, group: Step(next(pks), kind, tag, subject, times, group),
        KINDS, TAGS, st.sampled_from(["", "a"]), st.integers(1, 3), st.sampled_from(["", "g", "h"]),
    )  # fmt: skip
    return [(number, draw(st.lists(make, max_size=4))) for number in range(count)]


def naive_count(step, deeds):
    """The definition in words, by a set of subjects."""
    if step.kind == "signed_off":
        return len({deed.subject for deed in deeds if deed.kind == step.kind and deed.subject == f"step:{step.pk}"})
    fitting = [deed for deed in deeds if deed.kind == step.kind]
    fitting = [deed for deed in fitting if not step.tag or deed.tag == step.tag]
    return len({deed.subject for deed in fitting if not step.subject or deed.subject == step.subject})


@given(stages(), DEEDS)
def test_progress_is_the_definition_in_words(plan, deeds):
    path = walk(*deeds, stages=plan)
    plans = dict(plan)
    for stage in path.stages:
        steps = plans[stage.stage]
        assert [step.is_done for step in stage.steps] == [naive_count(step, deeds) >= step.times for step in steps]
        done = {step.step.group or step.step.pk for step in stage.steps if step.is_done}
        assert (stage.done, stage.total) == (len(done), len({step.group or step.pk for step in steps}))
        assert (stage.state == StageState.DONE) == (stage.done == stage.total)


@given(stages(), DEEDS)
def test_one_stands_on_one_stage_and_all_before_it_are_done(plan, deeds):
    path = walk(*deeds, stages=plan)
    states = [stage.state for stage in path.stages]
    assert states.count("now") == (0 if path.is_done or not states else 1)
    if "now" in states:
        assert set(states[: states.index("now")]) <= {"done"}


@given(stages(), DEEDS)
def test_the_order_of_the_ledger_does_not_matter(plan, deeds):
    assert walk(*deeds, stages=plan) == walk(*reversed(deeds), stages=plan)


@given(stages(), DEEDS, st.builds(Deed, KINDS, SUBJECTS, TAGS, DAYS))
def test_one_more_deed_never_takes_a_step_back(plan, deeds, more):
    before, after = walk(*deeds, stages=plan), walk(*deeds, more, stages=plan)
    assert after.done >= before.done
    assert first_days([*deeds, more]) == sorted(first_days([*deeds, more]))
