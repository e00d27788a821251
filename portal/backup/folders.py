"""Where backups lie and where they are made: for their owner's eyes, one at a time, and nothing is left behind."""

import fcntl
import shutil
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from portal.backup.exceptions import BackupError

WORK = ".backup-work-"
STALE = 12 * 3600  # seconds: longer than any backup takes


@contextmanager
def work_folder(near):
    """A folder of its own that goes when the work is done; what a crash left behind goes with it."""
    near.mkdir(parents=True, exist_ok=True)
    for left in near.glob(f"{WORK}*"):
        with suppress(FileNotFoundError):  # another command has just taken its own away
            if time.time() - left.stat().st_mtime > STALE:
                shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(prefix=WORK, dir=near) as folder:
        yield Path(folder)


@contextmanager
def one_at_a_time(folder):
    """Makes the folder when it is missing. Raises BackupError while another backup is being made there."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (folder / ".lock").open("w")
    except OSError as error:
        raise BackupError(f"Backups cannot be written to {folder}: {error.strerror}.") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError(f"Another backup is being made in {folder}.") from error
        yield
