"""Long lists, part by part."""

from django.core.paginator import Paginator


class NearestPaginator(Paginator):
    """Any number gets a part: one that is too small or none gets the first, one that is too large the last."""

    def validate_number(self, number):
        try:
            wanted = int(number)
        except (TypeError, ValueError):
            wanted = 1
        return min(max(wanted, 1), self.num_pages)
