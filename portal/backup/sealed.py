"""Encrypted files as streams: what is written to one, or read from one, never lies open on the disk."""

import os
import tarfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pyrage

from portal.backup.exceptions import BackupError

VERSION_LINE = b"age-encryption.org/v1\n"
ARMOR_BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
ARMOR_END = b"-----END AGE ENCRYPTED FILE-----\n"
LONGEST_START = 64 * 1024  # bytes in which preface and header must end
CHUNK, TAG, NONCE = 64 * 1024, 16, 16  # bytes: the payload of age (https://c2sp.org/age)
PIECE = 1024 * 1024
DAMAGED = "This backup is damaged or cut short: it cannot be used. Take another one."
WRONG_KEY = "The key does not open this backup (or its first bytes are damaged)."
UNREADABLE = (tarfile.TarError, EOFError, zlib.error)


class CountedSink:
    """Takes bytes and counts them."""

    def __init__(self, file):
        self.file, self.count = file, 0

    def write(self, data):
        self.count += len(data)
        return self.file.write(data)


def only_for_owner(name, flags):
    return os.open(name, flags, 0o600)


@contextmanager
def sealing(path, lock):
    """Gives a sink; what is written to it stands encrypted in the new file `path`. Raises BackupError."""
    with open(path, "xb", opener=only_for_owner) as file, ThreadPoolExecutor(1) as pool:
        file.write(lock.preface)
        reading, writing = os.pipe()
        job = pool.submit(encrypt_from, reading, file, list(lock.recipients))
        try:
            with os.fdopen(writing, "wb") as sink:
                yield CountedSink(sink)
        except BrokenPipeError as error:  # nobody reads any more: the other side knows why
            raise BackupError(f"The backup was not written: {job.exception()}.") from error
        if failure := job.exception():
            raise BackupError(f"The backup was not written: {failure}.") from failure
        file.flush()
        os.fsync(file.fileno())


def encrypt_from(reading, file, recipients):
    with os.fdopen(reading, "rb") as source:
        pyrage.encrypt_io(source, file, recipients)


def start_of(file):
    """(preface, size of age's header) of an open backup; the file stands at the header afterwards."""
    start = file.read(LONGEST_START)
    preface = start[: start.index(ARMOR_END) + len(ARMOR_END)] if is_armored(start) else b""
    header = start[len(preface) :]
    end = header.find(b"\n--- ")
    if not header.startswith(VERSION_LINE) or end < 0:
        raise BackupError(f"{file.name} is no backup of the portal, or its beginning is lost.")
    file.seek(len(preface))
    return preface, header.index(b"\n", end + 1) + 1


def is_armored(start):
    return start.startswith(ARMOR_BEGIN) and ARMOR_END in start


def preface_of(path):
    try:
        with path.open("rb") as file:
            return start_of(file)[0]
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror}.") from error


def refuse_wrong_size(path, plain):
    """What can be known without a key: the header is there, and the size is what `plain` bytes become."""
    with path.open("rb") as file:
        preface, header = start_of(file)
    chunks = max(1, -(-plain // CHUNK))
    if path.stat().st_size != len(preface) + header + NONCE + plain + TAG * chunks:
        raise BackupError(DAMAGED)


@contextmanager
def opened(path, identities, *, whole=True):
    """Gives a source of what `path` holds. With `whole`, all of it is read, which proves that nothing is missing.

    Raises BackupError for a wrong key, and for damage, whatever the reader made of it.
    """
    with path.open("rb") as file, ThreadPoolExecutor(1) as pool:
        start_of(file)
        reading, writing = os.pipe()
        job = pool.submit(decrypt_into, file, writing, list(identities))
        try:
            with os.fdopen(reading, "rb") as source:
                yield source
                while whole and source.read(PIECE):
                    pass
        except UNREADABLE as error:
            raise BackupError(sentence_about(job.exception())) from error
        if whole and (failure := job.exception()):
            raise BackupError(sentence_about(failure)) from failure


def decrypt_into(file, writing, identities):
    with os.fdopen(writing, "wb") as sink:
        pyrage.decrypt_io(file, sink, identities)


def sentence_about(failure):
    return WRONG_KEY if isinstance(failure, pyrage.DecryptError) else DAMAGED
