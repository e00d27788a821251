"""Anchors of a story: made of the headings, once each, the same wherever they are printed."""

from dataclasses import dataclass
from itertools import chain, count
from typing import Any

from django.utils.text import slugify


@dataclass(frozen=True)
class Part:
    """One block of a story. `text` is its heading, empty when it has none."""

    block: Any
    anchor: str
    text: str


def anchored(stream):
    """The blocks of `stream` as parts; equal headings get -2, -3 … after their anchor."""
    parts, used = [], set()
    for child in stream:
        text = heading_of(child)
        slug = slugify(text) or f"part-{len(parts) + 1}"
        numbered = (f"{slug}-{number}" for number in count(2))
        anchor = next(one for one in chain([slug], numbered) if one not in used)
        used.add(anchor)
        parts.append(Part(child, anchor, text))
    return parts


def heading_of(child):
    if child.block_type == "heading":
        return child.value["text"]
    return child.value.get("heading", "") if hasattr(child.value, "get") else ""
