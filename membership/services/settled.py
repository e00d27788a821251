"""What the ledger says up to a line, remembered. Lines never change, so only those after it are read again."""

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from membership.models import Payment

IN_FLIGHT = timedelta(minutes=10)  # far longer than a transaction lasts: no line older than that comes late
KEPT = timedelta(days=7)
FEW = 500  # lines that are read again each time


def settled_line():
    """The number of a line before which none is written any more; 0 in a young ledger."""
    old = Payment.objects.filter(recorded_at__lt=timezone.now() - IN_FLIGHT).order_by("-pk")
    return old.values_list("pk", flat=True).first() or 0


def read_once(name, lines, *, read, join):
    """`read(lines)`: what it said of lines up to a settled one comes from the cache under `name`.

    `join` puts what is said of two parts together. `lines` must be chosen by what stands in the lines themselves.
    """
    until, said = cache.get(name) or (0, read(lines.none()))
    newest = settled_line()
    if newest - until > FEW:
        until, said = newest, join(said, read(lines.filter(pk__gt=until, pk__lte=newest)))
        cache.set(name, (until, said), KEPT.total_seconds())
    return join(said, read(lines.filter(pk__gt=until)))
