"""CSS is written in many small files and served as one."""

import posixpath
import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEET = "css/site.css"
IMPORT = re.compile(r"""@import\s+(?:url\()?["']?([^"')]+)["']?\)?\s*;""")
URL = re.compile(r"""url\((["']?)(?!data:|https?:|/|#)([^"')]+)\1\)""")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def one_stylesheet(name, read):
    """The text of the stylesheet `name` with its imports in place; `read` gives the text of a file by its static name.

    Relative addresses inside an imported file are rewritten to be relative to `name`.
    """
    here = posixpath.dirname(name)

    def inlined(match):
        imported = posixpath.normpath(posixpath.join(here, match[1]))
        folder = posixpath.dirname(imported)

        def moved(url):
            target = posixpath.normpath(posixpath.join(folder, url[2]))
            return f"url({posixpath.relpath(target, here)})"

        return URL.sub(moved, one_stylesheet(imported, read))

    return IMPORT.sub(inlined, read(name))


def squeezed(css):
    """`css` without comments, indentation and empty lines."""
    lines = (line.strip() for line in COMMENT.sub("", css).splitlines())
    return "\n".join(line for line in lines if line)


class OneStylesheetStorage(CompressedManifestStaticFilesStorage):
    """At collectstatic, puts the imports of the site's stylesheet into it; then hashes and compresses as usual."""

    manifest_strict = True

    def post_process(self, paths, dry_run=False, **options):
        if STYLESHEET in paths and not dry_run:
            self._write_stylesheet(paths)
            paths = paths | {STYLESHEET: (self, STYLESHEET)}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _write_stylesheet(self, paths):
        def read(name):
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode()

        css = squeezed(one_stylesheet(STYLESHEET, read))
        self.delete(STYLESHEET)
        self._save(STYLESHEET, ContentFile(css.encode()))
