"""Without Redis the site goes on, and says so."""

import pytest
from django.core.cache import caches
from django.test import Client, RequestFactory

from membership.limits import allow_code_attempt
from portal.caches import shared_caches


@pytest.fixture
def _no_redis(settings, tmp_path):
    """Nobody listens at port 9."""
    settings.CACHES = shared_caches("redis://127.0.0.1:9/0", tmp_path)
    settings.PAGE_CACHE_SECONDS = 45


@pytest.mark.usefixtures("_no_redis")
def test_visitors_read_on(site, caplog):
    client = Client()
    assert [client.get("/en/").status_code for _ in range(2)] == [200, 200]
    assert "cache is away: ConnectionError" in caplog.text


@pytest.mark.usefixtures("_no_redis")
def test_nobody_gets_another_try():
    assert not allow_code_attempt(RequestFactory().post("/"), "+12035550142")


@pytest.mark.usefixtures("_no_redis")
def test_readiness_names_it(db, client):
    answer = client.get("/health/ready")
    assert (answer.status_code, "cache" in answer.json()["failing"]) == (503, True)


@pytest.mark.usefixtures("_no_redis")
@pytest.mark.parametrize(
    ("method", "given", "answer"),
    [
        ("get", ["key", "default"], "default"),
        ("get_many", [["key"]], {}),
        ("add", ["key", 1], False),
        ("touch", ["key"], False),
        ("delete", ["key"], False),
        ("has_key", ["key"], False),
    ],
)
def test_every_question_has_an_answer(method, given, answer):
    assert getattr(caches["default"], method)(*given) == answer
