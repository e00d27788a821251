"""Limits hold over several processes, with files as with Redis."""

import multiprocessing

import pytest
from django.core.cache import caches
from django.test import RequestFactory
from redis import Redis
from redis.exceptions import RedisError

from membership.limits import allow_code_attempt

FORK = multiprocessing.get_context("fork")
PROCESSES, TRIES, LIMIT = 4, 10, 12
REDIS = "redis://127.0.0.1:6379/9"


def redis_answers():
    try:
        return Redis.from_url(REDIS, socket_connect_timeout=1).ping()
    except RedisError:
        return False


def in_files(folder):
    return {"BACKEND": "portal.file_cache.FileCache", "LOCATION": folder}


def in_redis(folder):
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS, "KEY_PREFIX": folder.name}


def in_memory(folder):
    return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(folder)}


def attempt(start, allowed):
    request = RequestFactory().post("/")
    start.wait()
    allowed.put(sum(bool(allow_code_attempt(request, "+12035550142")) for _ in range(TRIES)))


def allowed_to_all(settings, cache):
    """How many tries at one contact's code several processes get together."""
    settings.CACHES = settings.CACHES | {"default": cache}
    caches["default"].clear()
    start, allowed = FORK.Barrier(PROCESSES), FORK.Queue()
    processes = [FORK.Process(target=attempt, args=(start, allowed)) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    total = sum(allowed.get(timeout=60) for _ in processes)
    for process in processes:
        process.join()
    return total


@pytest.mark.parametrize(
    "cache",
    [
        pytest.param(in_files, id="files"),
        pytest.param(
            in_redis, id="redis", marks=pytest.mark.skipif(not redis_answers(), reason="no Redis listens here")
        ),
    ],
)
def test_all_processes_together_get_as_many_tries_as_one(settings, tmp_path, cache):
    assert allowed_to_all(settings, cache(tmp_path)) == LIMIT


def test_with_a_memory_each_they_would_get_more(settings, tmp_path):
    """The control."""
    assert allowed_to_all(settings, in_memory(tmp_path)) == PROCESSES * TRIES
