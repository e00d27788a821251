"""Reads the pack of one worker center: the only place that knows where a center's own things are."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

PACKS = Path(__file__).parent / "centers"


@dataclass(frozen=True)
class Center:
    """What a center is, before any database is asked. Languages map codes to their own names, in order of display."""

    root: Path
    name: str
    brand_lines: list[str]
    short_name: str
    languages: dict[str, str]
    default_language: str
    time_zone: str
    currency: str
    phone_region: str
    exit_url: str
    theme_color: str
    currency_symbol: str = "$"
    facts: dict = field(default_factory=dict)

    def content(self, language: str, name: str) -> dict:
        """The words of one page or list of the pack in one language."""
        return read_toml(self.root / "content" / language / f"{name}.toml")


def read_toml(path: Path) -> dict:
    """A TOML file as a dictionary; errors name the file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path}: {error}") from error


def load_center(name_or_path: str) -> Center:
    """The pack called `name_or_path` in `portal/centers/`, or the folder of that path.

    Raises FileNotFoundError when there is none, TypeError when center.toml lacks a value or has a stray one.
    """
    root = PACKS / name_or_path
    if not root.is_dir():
        root = Path(name_or_path).resolve()
    return Center(root=root, **read_toml(root / "center.toml"))
