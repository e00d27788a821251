"""Pictures and files of the library, through the storage's own interface: a folder or a bucket."""

import json
from contextlib import suppress
from tempfile import SpooledTemporaryFile

from django.apps import apps
from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models import FileField

from portal.backup.archive import MEDIA, MEDIA_LIST, digested

IN_MEMORY = 8 * 1024 * 1024  # bytes of a file; bigger ones wait on the disk


def names(folder=""):
    """The name of everything in the storage, sorted; none when its folder was never made."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    start = f"{folder}/" if folder else ""
    yield from (f"{start}{name}" for name in sorted(files))
    for name in sorted(folders):
        yield from names(f"{start}{name}")


def put_into(archive, folder):
    """Puts each file into the archive and its list at the end; returns the list. One deleted meanwhile is left out."""
    listed = {}
    for name in names():
        with suppress(FileNotFoundError):
            listed[name] = put_one_into(archive, name, folder)
    archive.add_json(MEDIA_LIST, listed)
    return listed


def put_one_into(archive, name, folder):
    """Copied first: its size is known then, however it changes meanwhile."""
    with SpooledTemporaryFile(max_size=IN_MEMORY, dir=folder) as copy, default_storage.open(name) as file:
        facts = digested(file, copy.write)
        copy.seek(0)
        archive.add(f"{MEDIA}{name}", copy, facts["size"])
    return facts


def named_in_database():
    """The name of every file that a row names."""
    fields = [
        field for model in apps.get_models() for field in model._meta.local_fields if isinstance(field, FileField)
    ]
    for field in fields:
        yield from field.model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True).iterator()


def put_back(name, file):
    """One file out of a backup, under the very name that the database knows."""
    if default_storage.exists(name):
        default_storage.delete(name)
    saved = default_storage.save(name, File(file))
    if saved != name:
        raise OSError(f"the storage calls it {saved}")


def found(listed):
    """What the storage holds of the names in `listed`."""
    result = {}
    for name in listed:
        with suppress(FileNotFoundError), default_storage.open(name) as file:
            result[name] = digested(file)
    return result


def differences(listed, found):
    """A line for each file that is not as listed."""
    missing = [f"{MEDIA}{name}: the file is missing" for name in sorted(listed.keys() - found.keys())]
    others = [f"{MEDIA}{name}: a file that the list does not know" for name in sorted(found.keys() - listed.keys())]
    both = sorted(listed.keys() & found.keys())
    return missing + others + [f"{MEDIA}{name}: not the same file" for name in both if listed[name] != found[name]]


def read_list(file):
    return json.load(file)
