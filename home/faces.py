"""Pages exist once per language: finds the face of a page that a reader understands."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.db.models.functions import Length, Substr
from django.utils.translation import get_language
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction

from home.navigation import limited_by_apps
from home.words import best_words


def in_readers_language(ids, language=None):
    """Maps each page id of `ids` to its live translation in `language` (the active one), else to the page itself.

    One query, whatever the number of ids; ids of deleted or unpublished pages are left out. A page that not everybody
    may read has `is_limited`.
    """
    ids = {int(pk) for pk in ids if pk}
    if not ids:
        return {}
    language = language or get_language()
    keys = Page.objects.filter(pk__in=ids).values("translation_key")
    wanted = Q(pk__in=ids) | Q(locale__language_code=language)
    pages = Page.objects.filter(wanted, live=True, translation_key__in=keys).annotate(
        language=F("locale__language_code"), is_limited=limited()
    )
    originals = {page.pk: page for page in pages if page.pk in ids}
    faces = {page.translation_key: page for page in pages if page.language == language}
    return {pk: faces.get(page.translation_key, page) for pk, page in originals.items()}


def addresses_of_records(faces, field):
    """Maps the records of `faces`, pages with a column `language`, to the address of the one that a reader knows best.

    `field` is the column with the record's id. One query for the faces.
    """
    found = {}
    for face in faces:
        found.setdefault(getattr(face, field), []).append(face)
    return {pk: best_words(pages).url for pk, pages in found.items()}


def address_in_readers_language(pages):
    """The address of the first published page of the query set `pages` in the active language; empty without one."""
    page = pages.live().public().filter(locale__language_code=get_language()).first()
    return page.url if page else ""


def limited():
    """True for pages that visitors may not read: by a privacy setting above them, or by an app."""
    place = Page.objects.filter(pk=OuterRef("page")).values("path")[:1]  # no join, which might begin with all pages
    settings_above = PageViewRestriction.objects.annotate(place=Subquery(place)).filter(
        place=Substr(OuterRef("path"), 1, Length("place"))
    )
    return ExpressionWrapper(Q(Exists(settings_above)) | limited_by_apps(), output_field=BooleanField())


def chosen_pages(page):
    """The ids of all pages that editors chose in the stories of `page`, read from the stored data without a query."""
    ids = set()
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            collect(list(getattr(page, field.name).raw_data), ids)
    return ids


def collect(data, ids):
    if isinstance(data, dict):
        if isinstance(data.get("page"), int):
            ids.add(data["page"])
        for value in data.values():
            collect(value, ids)
    elif isinstance(data, list):
        for value in data:
            collect(value, ids)
