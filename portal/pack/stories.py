"""Turns the tables of a content file into what a StreamField stores.

Blocks of one page have the same ids in every language, so that wagtail-localize can pair their texts.
"""

import re
import uuid

from home.enums import Place

NAMESPACE = uuid.UUID("6f1e0a52-5b0d-4c53-9a55-5e1f5a3a4f10")
PAGE_LINK = re.compile(r'<a href="page:([a-z0-9-]+)">')
ADDRESS = ("https:", "http:", "tel:", "mailto:")


class PackError(Exception):
    """The pack contradicts itself; the sentence says where."""


class Story:
    """Makes the stored form of the streams of one page.

    `page_ids` maps the pack's page names to database ids, `picture_ids` the files of its media folder.
    """

    def __init__(self, name, page_ids, picture_ids):
        self.name = name
        self.page_ids = page_ids
        self.picture_ids = picture_ids

    def stream(self, field, blocks):
        """`blocks` are tables with a `type`; returns the raw list of a StreamField."""
        return [
            {"type": block["type"], "id": self.id(field, index), "value": self.value(block, f"{field}/{index}")}
            for index, block in enumerate(blocks)
        ]

    def value(self, table, path):
        return {key: self.part(key, value, f"{path}/{key}") for key, value in table.items() if key != "type"}

    def part(self, key, value, path):
        if key == "links":
            value = [self.link(link) for link in value if link["target"]]
        if key == "html":
            return self.with_page_ids(value)
        if key == "image":
            return {"image": self.picture_ids[value["file"]], "alt_text": value["alt"], "decorative": not value["alt"]}
        if key == "year":
            return int(value)
        if isinstance(value, list):
            return self.rows(value, path)
        return value

    def rows(self, rows, path):
        return [
            {"type": "item", "id": self.id(path, index), "value": self.value(with_links(row), f"{path}/{index}")}
            for index, row in enumerate(rows)
        ]

    def link(self, link):
        """A link of the pack (label, target) as a LinkBlock value. Raises PackError when there is no such target."""
        target, _, anchor = link["target"].partition("#")
        value = {"label": link["label"], "page": None, "anchor": anchor, "place": "", "address": ""}
        if target in self.page_ids:
            return value | {"page": self.page_ids[target]}
        if target in ("search", "login"):
            return value | {"place": Place.SEARCH if target == "search" else Place.LOGIN}
        if target.startswith(ADDRESS):
            return value | {"address": target}
        raise PackError(f"{self.name}: there is no page “{target}” to link to.")

    def with_page_ids(self, html):
        def found(match):
            if match[1] not in self.page_ids:
                raise PackError(f"{self.name}: there is no page “{match[1]}” to link to.")
            return f'<a linktype="page" id="{self.page_ids[match[1]]}">'

        return PAGE_LINK.sub(found, html)

    def id(self, *path):
        return str(uuid.uuid5(NAMESPACE, "/".join(map(str, (self.name, *path)))))


def with_links(row):
    """A row whose one link is written flat (label, target) with that link as a list, as the blocks have it."""
    if "target" not in row:
        return row
    link = {"label": row["label"], "target": row["target"]}
    return {key: value for key, value in row.items() if key not in ("label", "target")} | {"links": [link]}
