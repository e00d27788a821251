from pathlib import Path
from secrets import token_urlsafe


def random_text():
    return token_urlsafe(50)


def own_secret(path: Path, make=random_text) -> str:
    """The secret of this installation, kept in a file that only its owner may read; made at the first call.

    Two processes that start at once end with the same one: whoever links its file first wins.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{token_urlsafe(6)}")
        draft.touch(mode=0o600)
        draft.write_text(make())
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
