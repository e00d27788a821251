"""The site's own font for papers: unpacked and made static once a process."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

SOURCE = "fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"
FAMILY = "Atkinson"
WEIGHTS = {"": 400, "B": 700}
UNKNOWN = "?"
BARRED = str.maketrans("ĐđŁłŦŧĦħ", "DdLlTtHh")  # letters with a bar, which Unicode does not take apart


@dataclass(frozen=True)
class Fonts:
    """One file a weight, in a folder that goes with the process; and the letters that they hold."""

    folder: TemporaryDirectory
    letters: frozenset[str]

    def path(self, style):
        return Path(self.folder.name) / f"{WEIGHTS[style]}.ttf"


@cache
def fonts():
    source, folder = finders.find(SOURCE), TemporaryDirectory(prefix="portal-fonts-")
    for weight in WEIGHTS.values():
        font = instantiateVariableFont(TTFont(source), {"wght": weight})
        font.flavor = None
        font.save(Path(folder.name) / f"{weight}.ttf")
    return Fonts(folder, frozenset(map(chr, font.getBestCmap())))


def printable(text):
    """`text` in letters that the font has: a letter with an unknown mark without it, any other unknown one as "?"."""
    known = fonts().letters
    return "".join(letter if letter in known else plainer(letter, known) for letter in text)


def plainer(letter, known):
    if unicodedata.category(letter).startswith("C") or unicodedata.combining(letter):
        return ""
    parts = unicodedata.normalize("NFKD", letter).translate(BARRED)
    return "".join(part for part in parts if part in known and not unicodedata.combining(part)) or UNKNOWN
