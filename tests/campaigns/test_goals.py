import pytest

from campaigns.goals import goal_for


@pytest.mark.parametrize(
    ("count", "wanted", "goal"),
    [
        (0, None, 100),
        (99, None, 100),
        (100, None, 250),
        (1284, None, 2500),
        (1_000_000, None, 2_500_000),
        (1284, 1500, 1500),
        (1500, 1500, 2500),
        (0, 7, 7),
    ],
)
def test_goal_for_is_the_wanted_one_until_it_is_reached_then_the_next_step(count, wanted, goal):
    assert goal_for(count, wanted) == goal
