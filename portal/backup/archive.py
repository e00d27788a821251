"""What lies in a backup, in this order: the manifest, the database, the media, the list of media."""

import hashlib
import json
import tarfile
from contextlib import nullcontext, suppress
from dataclasses import asdict, dataclass
from io import BytesIO

from portal.backup.exceptions import BackupError

FORMAT = 1
MANIFEST, MEDIA, MEDIA_LIST = "manifest.json", "media/", "media.json"
PIECE = 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """`tables` as `fingerprint` says; `files` maps what lies beside the media to size and SHA-256."""

    made_at: str
    center: str
    is_demonstration: bool
    engine: str
    versions: dict
    migrations: list
    tables: dict
    left_out: list
    files: dict
    format: int = FORMAT

    @property
    def rows(self):
        return sum(table["rows"] for table in self.tables.values())


def read_manifest(file):
    values = json.load(file)
    if values.get("format") != FORMAT:
        raise BackupError(
            f"This backup has format {values.get('format')}; this code reads format {FORMAT}. Use the code of its time."
        )
    return Manifest(**values)


def digested(file, take=None):
    """Size and SHA-256 of an open file, piece by piece; `take` gets each piece."""
    digest, size = hashlib.sha256(), 0
    while piece := file.read(PIECE):
        digest.update(piece)
        size += len(piece)
        if take:
            take(piece)
    return {"size": size, "sha256": digest.hexdigest()}


class Archive:
    """Writes one to a sink."""

    def __init__(self, sink):
        self.tar = tarfile.TarFile.open(fileobj=sink, mode="w|gz", format=tarfile.PAX_FORMAT, compresslevel=6)

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        with suppress(BrokenPipeError) if failure[0] else nullcontext():
            self.tar.close()

    def add(self, name, file, size):
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        self.tar.addfile(entry, file)

    def add_json(self, name, value):
        data = json.dumps(value, ensure_ascii=False, indent=1).encode()
        self.add(name, BytesIO(data), len(data))

    def add_manifest(self, manifest):
        self.add_json(MANIFEST, asdict(manifest))

    def add_path(self, path):
        with path.open("rb") as file:
            self.add(path.name, file, path.stat().st_size)


def members(source):
    """(name, open file) of each thing in an archive, in its order; each is read before the next."""
    with tarfile.open(fileobj=source, mode="r|gz") as tar:
        for entry in tar:
            if not entry.isfile():
                raise BackupError(f"{entry.name} in the backup is no file: it was not made by the portal.")
            yield entry.name, tar.extractfile(entry)


def opening_manifest(things):
    """The manifest, which is the first of the `members`."""
    name, file = next(things, (None, None))
    if name != MANIFEST:
        raise BackupError("This is no backup of the portal: it does not begin with a manifest.")
    return read_manifest(file)
