"""Django's cache in files, made fit for limits that several processes share."""

import os
import random
import time
from contextlib import suppress
from threading import get_ident

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

BETWEEN = 60  # seconds between two looks for room by one process


class FileCache(FileBasedCache):
    """`add` is atomic, so that it can be a lock, and what has expired goes first.

    Django's looks for room at every write and then takes files by chance: whoever fills the cache would wipe out
    what counts their tries.
    """

    looked_at = {}  # folder to when this process last looked for room there

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        """True for exactly one of several processes at once."""
        if self.has_key(key, version):  # which takes away what has expired
            return False
        place = self._key_to_file(key, version)
        draft = self.write_draft(place, timeout, value)
        try:
            os.link(draft, place)
        except FileExistsError:
            return False
        finally:
            os.remove(draft)
        return True

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        self._cull()
        place = self._key_to_file(key, version)
        os.replace(self.write_draft(place, timeout, value), place)

    def write_draft(self, place, timeout, value):
        """The name of a file of this thread alone, complete, beside `place`."""
        draft = f"{place}.{os.getpid()}-{get_ident()}"
        self._createdir()
        with open(draft, "wb") as file:
            self._write_content(file, timeout, value)
        return draft

    def _cull(self):
        if time.monotonic() < self.looked_at.get(self._dir, 0) + BETWEEN:
            return
        self.looked_at[self._dir] = time.monotonic()
        files = self._list_cache_files()
        if len(files) < self._max_entries:
            return
        alive = [file for file in files if not self.has_expired(file)]
        for file in random.sample(alive, max(0, len(alive) - self._max_entries)):
            self._delete(file)

    def has_expired(self, name):
        """Whether the file is, or was, out of date; if so it is deleted."""
        with suppress(FileNotFoundError), open(name, "rb") as file:
            return self._is_expired(file)
        return True
