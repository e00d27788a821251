"""How much is generated, and when what was generated before is still good."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
SEED = 1
MADE_BY = ("sizes", "rows", "people", "dues", "signatures", "events", "paths", "pages", "copies", "crowd", "generate")


@dataclass(frozen=True)
class Size:
    """So many people, confirmed signatures and pages (in all languages together) are added to the site of the pack."""

    people: int
    signatures: int
    pages: int

    def __str__(self):
        return f"{self.people:,} people, {self.signatures:,} signatures, {self.pages:,} pages"


SIZES = {"small": Size(1_000, 10_000, 100), "large": Size(100_000, 1_000_000, 10_000)}


@dataclass(frozen=True)
class Chance:
    """Where everything that is drawn comes from: the same seed and day make the same rows."""

    seed: int
    today: date

    def draw(self, name):
        """A source of its own for each part, so that a change of one leaves the others as they were."""
        return Random(f"{self.seed}:{name}")  # noqa: S311  (nothing secret is drawn)


def key_of(size, seed):
    """Names what is generated: another size, seed, migration or generator makes another key."""
    digest = hashlib.sha256(f"{size}:{seed}".encode())
    migrations = ROOT.glob("*/migrations/*.py")
    for path in sorted([*migrations, *(ROOT / "bench" / f"{name}.py" for name in MADE_BY)]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
