import pytest

from tests.portal.demo.till.server import serving


@pytest.fixture
def till(tmp_path, settings):
    """A till of its own over real HTTP, empty."""
    with serving(tmp_path, settings) as running:
        yield running
