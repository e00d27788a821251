import re

import pytest

from tests.portal.demo.till.oracle import check_answer, check_request
from tests.portal.demo.till.server import serving

ID = re.compile(r"[a-z]+_[0-9a-f]{8,}")


@pytest.fixture
def till(tmp_path, settings):
    """A till of its own over real HTTP, empty. One request of each shape is held against the library's own types."""
    with serving(tmp_path, settings) as running:
        yield running
    shapes = {shape_of(seen): seen for seen in running.seen if seen.status == 200}
    for seen in shapes.values():
        lines = [*check_request(seen.method, seen.path, seen.params), *check_answer(seen.answer)]
        assert lines == [], f"{seen.method} {seen.path}"


def shape_of(seen):
    return seen.method, ID.sub("*", seen.path), ID.sub("*", str(seen.params)), seen.answer.get("status")
