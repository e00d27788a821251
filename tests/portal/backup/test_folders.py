"""Nothing is left behind, and nothing of others is taken."""

import os
import time

import pytest

from portal.backup.exceptions import BackupError
from portal.backup.folders import STALE, one_at_a_time, work_folder


def test_a_work_folder_goes_with_its_work_and_is_its_owners(tmp_path):
    def fail():
        with work_folder(tmp_path / "new") as folder:
            (folder / "copy").write_text(oct(folder.stat().st_mode & 0o777))
            raise ValueError((folder / "copy").read_text())

    with pytest.raises(ValueError, match="0o700"):
        fail()
    assert list((tmp_path / "new").iterdir()) == []


def test_what_a_crash_left_behind_goes_next_time(tmp_path):
    fresh, old, other = (tmp_path / name for name in (".backup-work-a", ".backup-work-b", "media"))
    for folder in (fresh, old, other):
        folder.mkdir()
        (folder / "file").touch()
    for folder in (old, other):
        os.utime(folder, (time.time() - STALE - 60,) * 2)
    with work_folder(tmp_path):
        assert [fresh.exists(), old.exists(), other.exists()] == [True, False, True]


def test_a_place_that_takes_nothing_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(BackupError, match="Backups cannot be written to"), one_at_a_time(tmp_path / "file" / "backups"):
        pass
