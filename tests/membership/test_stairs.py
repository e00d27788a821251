from collections import namedtuple

import pytest

from membership.progress import StageState
from membership.stairs import stairs_of

Stage, Path = namedtuple("Stage", "state"), namedtuple("Path", "stages number")


def drawn(*states, number=1):
    return stairs_of(Path([Stage(StageState(state)) for state in states], number))


@pytest.mark.parametrize("total", [1, 2, 3, 4, 5, 6, 9])
def test_stairs_fill_the_picture_and_rise(total):
    drawing = drawn(*["next"] * total, number=total)
    centers, heights = [stair.x for stair in drawing.stairs], [stair.y for stair in drawing.stairs]
    assert [stair.number for stair in drawing.stairs] == list(range(1, total + 1))
    assert centers == sorted(set(centers))
    assert heights == sorted(heights, reverse=True)
    assert (min(centers) > 10, max(centers) < 810, drawing.you) == (True, True, drawing.sun)


def test_what_is_done_is_a_block_and_what_comes_a_line_from_the_stair_before():
    drawing = drawn("done", "now", "next", number=2)
    assert [(stair.outline, stair.ink) for stair in drawing.stairs] == [
        ("M10 320V262H277V320z", "on"),
        ("M277 320V177H543V320z", "dark"),
        ("M543 177V92H810V320", "ink"),
    ]
    assert (drawing.you, drawing.sun) == ((410, 177), (676, 92))
