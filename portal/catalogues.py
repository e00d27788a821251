"""The interface's words in each language: gathers, checks and compiles the `.po` files, from Python alone."""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import templatize

LOCALE = Path(__file__).parent / "locale"
ROOT = LOCALE.parent.parent
# Sentences of Django, Wagtail and allauth that readers see and that we say in our own words.
LIBRARIES = LOCALE / "libraries.pot"
SOURCES = ("portal", "home", "membership", "resources", "campaigns", "assistance", "templates")
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "_lazy": None,
}


def compile_catalogues(folder=LOCALE):
    """Writes a `.mo` beside each `.po` that is newer than it; returns the languages that were written."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            with source.open("rb") as po:
                catalogue = read_po(po, locale=source.parts[-3])
            with target.open("wb") as mo:
                write_mo(mo, catalogue)
            written.append(source.parts[-3])
    return written


def extract_template(file, keywords, comment_tags, options):
    """Babel's extraction method for Django templates: turned into Python by Django itself."""
    lines = templatize(file.read().decode()).splitlines()
    source = "\n".join(line.strip() for line in lines)
    return extract_python(io.BytesIO(source.encode()), keywords, comment_tags, options | {"encoding": "utf-8"})


def source_files():
    for folder in SOURCES:
        for pattern, method in (("*.py", extract_python), ("*.html", extract_template), ("*.txt", extract_template)):
            for path in sorted((ROOT / folder).rglob(pattern)):
                if "migrations" not in path.parts:
                    yield path, method


def gathered():
    """Every sentence that the code and the templates say, and the libraries' sentences that we say ourselves."""
    catalogue = Catalog(charset="utf-8")
    for path, method in source_files():
        with path.open("rb") as file:
            for _line, message, _comments, context in extract(method, file, KEYWORDS):
                catalogue.add(message, context=context, locations=[(str(path.relative_to(ROOT)), 0)])
    with LIBRARIES.open("rb") as file:
        for message in read_po(file):
            if message.id:
                catalogue.add(message.id, context=message.context, locations=[(LIBRARIES.name, 0)])
    return catalogue


def read_catalogue(locale, folder=LOCALE):
    with (folder / locale / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=locale)


def update_catalogue(locale, template, folder=LOCALE):
    """Brings the `.po` of `locale` up to `template`: new sentences come in empty, dead ones go, nothing is guessed."""
    path = folder / locale / "LC_MESSAGES" / "django.po"
    catalogue = read_catalogue(locale, folder)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, sort_output=True, include_lineno=False, omit_header=False)


def untranslated(locale, template, folder=LOCALE):
    """The sentences of `template` that `locale` lacks or holds as fuzzy."""
    catalogue = read_catalogue(locale, folder)
    missing = []
    for message in template:
        found = catalogue.get(message.id, message.context) if message.id else message
        texts = found.string if found and isinstance(found.string, tuple) else (found.string if found else "",)
        if message.id and (found is None or found.fuzzy or not all(texts)):
            missing.append(message.id)
    return missing
