"""The cache in files is a lock that one process gets, and keeps what counts tries."""

import multiprocessing

import pytest
from django.core.cache.backends.filebased import FileBasedCache

from portal.file_cache import FileCache

FORK = multiprocessing.get_context("fork")
TRIES = 200


def made(kind, folder, most=100):
    return kind(folder, {"OPTIONS": {"MAX_ENTRIES": most}})


def take_locks(kind, folder, start, taken):
    cache = made(kind, folder, 10_000)
    start.wait()
    taken.put(sum(cache.add(f"lock-{number}", 1) for number in range(TRIES)))


def locks_taken(kind, folder):
    """How many locks two processes get of TRIES that both want at once."""
    start, taken = FORK.Barrier(2), FORK.Queue()
    processes = [FORK.Process(target=take_locks, args=(kind, folder, start, taken)) for _ in range(2)]
    for process in processes:
        process.start()
    total = sum(taken.get(timeout=30) for _ in processes)
    for process in processes:
        process.join()
    return total


def test_one_of_two_processes_gets_a_lock(tmp_path):
    assert locks_taken(FileCache, tmp_path) == TRIES


def test_with_djangos_own_both_may(tmp_path):
    """The control: it looks first and writes then."""
    totals = [locks_taken(FileBasedCache, tmp_path / str(number)) for number in range(20)]
    assert max(totals) > TRIES


def test_a_lock_is_free_again_when_it_is_out_of_date(tmp_path):
    cache = made(FileCache, tmp_path)
    assert cache.add("lock", 1, timeout=-1)
    assert cache.add("lock", 2)
    assert not cache.add("lock", 3)
    assert cache.get("lock") == 2


@pytest.fixture
def _always_looks(monkeypatch):
    monkeypatch.setattr("portal.file_cache.BETWEEN", -1)


@pytest.mark.usefixtures("_always_looks")
def test_what_is_out_of_date_goes_before_anything_else(tmp_path):
    cache = made(FileCache, tmp_path, most=10)
    for number in range(8):
        cache.set(f"old-{number}", 1, timeout=-1)
    for number in range(10):
        cache.set(f"new-{number}", number)
    assert [cache.get(f"new-{number}") for number in range(10)] == list(range(10))


@pytest.mark.usefixtures("_always_looks")
def test_it_does_not_grow_without_end(tmp_path):
    cache = made(FileCache, tmp_path, most=10)
    for number in range(50):
        cache.set(f"new-{number}", number)
    assert len(list(tmp_path.iterdir())) <= 11
