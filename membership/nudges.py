"""Nudges: the worker is asked for something once, however many have a reason to ask before it begins."""

from django.core.cache import cache

SECONDS = 10  # after which a nudge counts as lost, with the worker that had it


def key_of(work):
    return f"nudge:{work.module_path}"


def nudge(work):
    """Asks the worker for the task `work`, unless it has been asked and has not begun."""
    if cache.add(key_of(work), True, timeout=SECONDS):
        work.enqueue()


def begins(work):
    """Called by `work` before it looks what there is: whoever comes from now on must ask again."""
    cache.delete(key_of(work))
