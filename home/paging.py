"""Long lists, part by part."""

from hashlib import blake2b

from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.core.paginator import Paginator
from django.utils.functional import cached_property

LARGE = 5_000  # rows that take a while to count
COUNT_KEPT = 60  # seconds


class NearestPaginator(Paginator):
    """Any number gets a part: one that is too small or none gets the first, one that is too large the last."""

    def validate_number(self, number):
        try:
            wanted = int(number)
        except (TypeError, ValueError):
            wanted = 1
        return min(max(wanted, 1), self.num_pages)


class RememberingPaginator(Paginator):
    """Of a long list the number of rows may be a minute old: counting takes as long as all the rest of the page."""

    @cached_property
    def count(self):
        try:
            question = str(self.object_list.query)
        except EmptyResultSet:  # known without asking
            return 0
        name = f"count:{blake2b(question.encode(), digest_size=16).hexdigest()}"
        found = cache.get(name)
        if found is None:
            found = super().count
            if found > LARGE:
                cache.set(name, found, COUNT_KEPT)
        return found
