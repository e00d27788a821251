"""The ways through the site: pages around a page, and the same page in other languages. Few questions, asked once."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import F, Q
from django.urls import translate_url
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction, Site

HOME_DEPTH = 2
STEP = Page.steplen


def find_page(request, path, language, among=None):
    """The live page at `path` under the home page of `language`, by one query whatever its depth; None without one.

    `among`: pages of the type that is known to stand there, if it is.
    """
    site = Site.find_for_request(request)
    roots = Site.get_site_root_paths()
    root = next((root for root in roots if site and root.site_id == site.pk and root.language_code == language), None)
    if root is None:
        return None
    slugs = [slug for slug in path.split("/") if slug]
    pages = (Page.objects.all() if among is None else among).filter(live=True, depth=HOME_DEPTH + len(slugs))
    if slugs:
        pages = pages.filter(slug=slugs[-1])  # the slug has an index, the path has none
    return pages.filter(url_path="/".join([root.root_path.rstrip("/"), *slugs, ""])).first()


def limits_of_apps(request=None):
    """Pages that the apps above keep from whoever sent `request` (from visitors, without one), as filters.

    An app tells by the hook `limited_pages`: it is called with the request or None and returns a Q on Page.
    """
    return [limited(request) for limited in hooks.get_hooks("limited_pages")]


def limited_by_apps(request=None):
    """All of them as one filter."""
    return reduce(or_, limits_of_apps(request), Q(pk__in=[]))


def restrictions(request=None):
    """The tree paths of all pages that are not shown to whoever sent `request`: those with Wagtail's privacy setting
    and those that apps limit. They are few, so they are read whole: by one query, a union so that each part of it is
    found by its index."""
    limits = [Q(pk__in=PageViewRestriction.objects.values("page")), *limits_of_apps(request)]
    first, *others = (Page.objects.filter(limit).order_by().values_list("path", flat=True) for limit in limits)
    return tuple(first.union(*others))


def readable(pages, limits):
    """`pages` without those that lie under one of the paths `limits`."""
    return [page for page in pages if not page.path.startswith(limits)]


def below(limits):
    """The pages that lie under one of the paths `limits`, as a filter."""
    return reduce(or_, (Q(path__startswith=path) for path in limits), Q(pk__in=[]))


def home_path(request, language):
    """The tree path of the site's home page in `language`; None when there is none."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    homes = Page.objects.filter(
        translation_key=site.root_page.translation_key, locale__language_code=language, live=True
    )
    return homes.values_list("path", flat=True).first()


def right_under(path):
    """The pages one step below `path`, as a filter that an index of ours answers: `home_page_by_depth`."""
    first, last = Page.alphabet[0] * STEP, Page.alphabet[-1] * STEP
    return Q(path__range=(f"{path}{first}", f"{path}{last}"), depth=len(path) // STEP + 1)


def around(page_path):
    """The home page above `page_path`, its live children, and the live pages between: one query, in tree order."""
    above = [page_path[:end] for end in range(HOME_DEPTH * STEP, len(page_path), STEP)]
    home = page_path[: HOME_DEPTH * STEP]
    wanted = Q(path__in=[home, *above]) | right_under(home)
    return list(Page.objects.filter(wanted, live=True).order_by("path"))


@dataclass(frozen=True)
class LanguageChoice:
    """One entry of the language switcher. `exact` is False when `url` leads to the nearest page that exists."""

    code: str
    name: str
    url: str
    is_current: bool = False
    exact: bool = True
    title: str = ""


def faces_of(pages):
    """All live translations of `pages`: maps (translation key, language code) to the page, by one query."""
    keys = [page.translation_key for page in pages]
    faces = Page.objects.filter(translation_key__in=keys, live=True).annotate(language=F("locale__language_code"))
    return list(faces)


def page_choices(page, above, limits, request, current):
    """The switcher of `page`: each language's face of it, or of the closest page `above` it that has one."""
    faces = {(face.translation_key, face.language): face for face in readable(faces_of([page, *above]), limits)}
    lineage = [page, *reversed(above)]
    choices = []
    for code, name in settings.LANGUAGES:
        face = next((faces[key] for one in lineage if (key := (one.translation_key, code)) in faces), None)
        if face:
            exact = face.translation_key == page.translation_key
            choices.append(LanguageChoice(code, name, face.get_url(request), code == current, exact, face.title))
    return choices


def path_choices(path, current):
    """The switcher of everything that is not a page: the same path under each language."""
    return [LanguageChoice(code, name, translate_url(path, code), code == current) for code, name in settings.LANGUAGES]
