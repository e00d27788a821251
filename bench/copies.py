"""Copies of the pack's pages, each with an address and words of its own, written at once and in their place."""

import copy
from itertools import batched
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backend

from bench.rows import numbers, write

WORDS = 12
INDEXED = 500  # pages at once
SAID_ANEW = ("pk", "path", "depth", "numchild", "title", "draft_title", "slug", "url_path", "search_words")


class Copies:
    """`made` maps models to their new pages, of which `add` makes some and `write` writes all."""

    def __init__(self, draw):
        self.draw, self.made, self.lists = draw, {}, {}
        self.page_ids, self.revision_ids = numbers(Page), numbers(Revision)
        self.vocabulary = sorted(
            {word for title in Page.objects.values_list("title", flat=True) for word in title.split()}
        )

    def add(self, model, records, below=None):
        """One page a language for each of `records`, the values of fields that its languages share.

        `below(face, values)` finds the page above each; without it, it is that of the page that is copied.
        """
        groups = {}
        for face in model.objects.select_related("latest_revision").order_by("path"):
            groups.setdefault(face.translation_key, []).append(face)
        groups, pages = list(groups.values()), self.made.setdefault(model, [])
        for number, values in enumerate(records):
            key = UUID(int=self.draw.getrandbits(128), version=4)
            for face in groups[number % len(groups)]:
                parent = below(face, values) if below else self.list_of(face)
                pages.append(self.copy(face, parent, number + 1, {"translation_key": key} | values))

    def list_of(self, face):
        """The page above `face`, once for all that are put there."""
        path = face.path[: -face.steplen]
        if path not in self.lists:
            self.lists[path] = Page.objects.get(path=path)
        return self.lists[path]

    def copy(self, face, parent, number, values):
        page = copy.copy(face)
        page.copied_from, page.said_anew = face, (*SAID_ANEW, *values)
        page.pk = page.id = next(self.page_ids)
        page.title = page.draft_title = f"{face.title} {number}"
        page.slug = f"{face.slug}-{number}"
        page.search_words = " ".join(self.draw.choices(self.vocabulary, k=WORDS))
        for name, value in values.items():
            setattr(page, name, value)
        page.live_revision_id = page.latest_revision_id = next(self.revision_ids)
        put_below(parent, page)
        return page

    def write(self):
        for model, pages in self.made.items():
            columns = [field.attname for field in Page._meta.concrete_fields]
            write(Page, (Page(**{name: getattr(page, name) for name in columns}) for page in pages))
            write(model, pages)
            write(Revision, map(revision_of, pages))
            write(ReferenceIndex, references_of(model, pages))
            put_into_index(model, pages)
        for parent in self.lists.values():
            Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild)


def put_below(parent, page):
    """The next place under `parent`, after the last one that there is."""
    if not hasattr(parent, "last_step"):
        last = parent.get_last_child() if parent.numchild else None
        parent.last_step = Page._str2int(last.path[-Page.steplen :]) if last else 0
    parent.last_step += 1
    parent.numchild += 1
    page.numchild, page.depth = 0, parent.depth + 1
    page.path = Page._get_path(parent.path, page.depth, parent.last_step)
    page.url_path = f"{parent.url_path}{page.slug}/"


def revision_of(page):
    """What was published of `page`: that of the page that it copies, with what it says anew."""
    said = {name: getattr(page, name) for name in page.said_anew}
    said = {name: getattr(value, "pk", value) for name, value in said.items()}
    face = page.copied_from.latest_revision
    return Revision(
        pk=page.latest_revision_id,
        content_type_id=face.content_type_id,
        base_content_type_id=face.base_content_type_id,
        object_id=str(page.pk),
        object_str=page.title,
        created_at=timezone.now(),
        content=face.content | said | {"latest_revision": page.latest_revision_id},
    )


def references_of(model, pages):
    """What the pages point to, as saving them would note it."""
    faces = {str(page.copied_from.pk) for page in pages}
    known = {}
    for row in ReferenceIndex.objects.filter(
        content_type=ContentType.objects.get_for_model(model), object_id__in=faces
    ):
        known.setdefault(row.object_id, []).append(row)
    for page in pages:
        for row in known.get(str(page.copied_from.pk), ()):
            reference = copy.copy(row)
            reference.pk, reference.object_id = None, str(page.pk)
            if row.content_path in page.said_anew:
                reference.to_object_id = str(getattr(page, row.content_path).pk)
            yield reference


def put_into_index(model, objects):
    backend = get_search_backend()
    for batch in batched(objects, INDEXED):
        backend.add_bulk(model, batch)
