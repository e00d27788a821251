"""Reads a backup to its last byte and compares everything with what its manifest says."""

from dataclasses import dataclass
from pathlib import Path

from portal.backup import databases, fingerprint, media
from portal.backup.archive import MEDIA, MEDIA_LIST, Manifest, digested, members, opening_manifest
from portal.backup.exceptions import BackupError
from portal.backup.sealed import opened


@dataclass(frozen=True)
class Unpacked:
    """The files of a backup in `folder`, but the media, of which only the facts were taken. `wrong` has a line for
    each file that is not as listed."""

    folder: Path
    manifest: Manifest
    media: dict
    wrong: list


def manifest_of(path, identities):
    """Without reading the rest."""
    with opened(path, identities, whole=False) as source:
        return opening_manifest(members(source))


def unpack(path, identities, folder):
    """Raises BackupError when the file is damaged, or something that every backup has is not in it."""
    files, found, listed = {}, {}, None
    with opened(path, identities) as source:
        things = members(source)
        manifest = opening_manifest(things)
        for name, file in things:
            if name.startswith(MEDIA):
                found[name.removeprefix(MEDIA)] = digested(file)
            elif name == MEDIA_LIST:
                listed = media.read_list(file)
            elif name in manifest.files and "/" not in name:
                files[name] = written(file, folder / name)
    if listed is None:
        raise BackupError("The backup has no list of its media: it was not made to the end.")
    if engine_file(manifest) not in files:
        raise BackupError("There is no database in the backup.")
    wrong = [
        f"{name}: not the file of the manifest" for name in manifest.files if files.get(name) != manifest.files[name]
    ]
    return Unpacked(folder, manifest, listed, wrong + media.differences(listed, found))


def written(file, path):
    with path.open("xb") as copy:
        path.chmod(0o600)
        return digested(file, copy.write)


def engine_file(manifest):
    return databases.ENGINES[manifest.engine].MEMBER


def database_path(unpacked):
    return unpacked.folder / engine_file(unpacked.manifest)


def differences(unpacked):
    """A line for everything in the backup that is not as its manifest says. Raises BackupError."""
    engine = databases.engine_to_check(unpacked.manifest.engine)
    found = engine.fingerprint_of(database_path(unpacked))
    return unpacked.wrong + fingerprint.differences(unpacked.manifest.tables, found)


def sentence_about(manifest, listed):
    size = sum(facts["size"] for facts in listed.values())
    return (
        f"{manifest.center}, {manifest.made_at}, {manifest.engine}: {len(manifest.tables)} tables with "
        f"{manifest.rows:,} rows, {len(listed):,} media files with {size:,} bytes"
    )
