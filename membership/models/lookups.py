from django.db.models import CharField, Lookup
from django.db.models.lookups import StartsWith

LAST = "\U0010ffff"  # no sign comes after it
SURROGATES = range(0xD800, 0xE000)  # numbers that are no signs


@CharField.register_lookup
class Begins(Lookup):
    """Like `startswith`, capitals as they are; SQLite too finds it by an index, which LIKE … ESCAPE does not."""

    lookup_name = "begins"

    def as_sql(self, compiler, connection):
        return StartsWith(self.lhs, self.rhs).as_sql(compiler, connection)

    def as_sqlite(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        after = first_after(self.rhs)
        if after is None:
            return f"{column} >= %s", (*params, self.rhs)
        return f"({column} >= %s AND {column} < %s)", (*params, self.rhs, *params, after)


def first_after(beginning):
    """The first text that comes after all that begin with `beginning`, sign by sign; None when nothing does."""
    kept = beginning.rstrip(LAST)
    if not kept:
        return None
    number = ord(kept[-1]) + 1
    return kept[:-1] + chr(SURROGATES.stop if number in SURROGATES else number)
