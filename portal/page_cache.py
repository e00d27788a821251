"""The page cache: what every visitor may read is made once and given out until something public changes.

Two levels: the memory of a process for at most two seconds, over a cache that all processes share. Whoever changes
something public begins a new generation there; what was made in an older one is not given out any more. Nobody with a
session or with a message that waits is answered from here, and an answer that sets a cookie is not kept.
"""

import logging
import secrets
import time
from gzip import decompress
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.core.exceptions import DisallowedHost, MiddlewareNotUsed
from django.http import HttpResponse, HttpResponseNotModified
from django.http.response import ResponseHeaders
from django.utils.cache import patch_vary_headers

from portal.middleware import PRIVATE_PATHS, without_language

logger = logging.getLogger(__name__)

NEARBY_SECONDS = 2  # how long a process goes without asking whether something has changed
NEARBY_MOST = 300  # copies in the memory of a process
STALE_SECONDS = 8  # how long the others get the last copy while one process makes the next
LISTED = {"page", "topic", "audience", "town", "language"}  # what lists are asked for
LONGEST = 60  # characters of a query that is kept
ADDED_BY_OTHERS = ("utm_", "fbclid", "gclid", "igshid", "mc_cid", "mc_eid")  # to links to us; no page reads them
WITHOUT_LANGUAGE = ("/sitemap.xml", "/events/calendar.")
GENERATION = "generation"


class Kept(NamedTuple):
    """One answer as all visitors get it; `fresh_until` in seconds since 1970."""

    generation: str
    fresh_until: float
    content: bytes
    headers: ResponseHeaders

    def answer(self, request):
        request.META["portal.place"] = request.path_info  # for the server's line (portal/gunicorn.py)
        if request.META.get("HTTP_IF_NONE_MATCH") == self.headers["ETag"]:
            response = HttpResponseNotModified()
            for name in ("ETag", "Vary", "Cache-Control"):
                response[name] = self.headers[name]
            return response
        response = HttpResponse(self.content)
        response.headers = self.headers  # shared: nobody stands further out who could change them
        return response


def page_key(request):
    """What tells this page from all others; None when it is not one that all visitors get alike.

    What others add to links is taken off the request, so that no page can show it to the next reader.
    """
    if request.method != "GET" or not is_public(request.path_info) or is_personal(request):
        return None
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    query = known_query(request.META)
    zipped = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    return None if query is None else f"{request.scheme}://{host}{request.path_info}?{query} {zipped}"


def is_public(path):
    if path.startswith(WITHOUT_LANGUAGE):
        return True
    rest = without_language(path)
    return rest != path and not f"{rest}/".startswith(PRIVATE_PATHS)


def is_personal(request):
    """True with a session, or with the cookie of a message that waits to be shown."""
    if "HTTP_COOKIE" not in request.META:
        return False
    return settings.SESSION_COOKIE_NAME in request.COOKIES or CookieStorage.cookie_name in request.COOKIES


def known_query(meta):
    """The query as part of a key; None when it asks for something that is not kept."""
    if not meta.get("QUERY_STRING"):
        return ""
    pairs = parse_qsl(meta["QUERY_STRING"], keep_blank_values=True)
    ours = [(name, value) for name, value in pairs if not name.startswith(ADDED_BY_OTHERS)]
    query = urlencode(ours)
    if len(query) > LONGEST or not {name for name, _value in ours} <= LISTED:
        return None
    meta["QUERY_STRING"] = query
    return query


def may_be_kept(response):
    said = response.get("Cache-Control", "")
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "no-store" not in said
        and "private" not in said
    )


def etag_of(response):
    """Of the words, not of their packing, which differs each time."""
    zipped = response.get("Content-Encoding") == "gzip"
    content = decompress(response.content) if zipped else response.content
    return f'W/"{blake2b(content, digest_size=12).hexdigest()}"'


def shared_key(key):
    return f"page:{blake2b(key.encode(), digest_size=20).hexdigest()}"


def begin_generation():
    """Everything kept so far is old; every process notices within NEARBY_SECONDS. Returns the new generation."""
    generation = secrets.token_hex(8)
    try:
        caches["pages"].set(GENERATION, generation, timeout=None)
    except OSError as error:
        logger.warning("pages not purged, they are old for a minute: %s", type(error).__name__)
    return generation


class PageCacheMiddleware:
    """Outermost: what it answers passes nothing else."""

    def __init__(self, get_response):
        if not settings.PAGE_CACHE_SECONDS:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.nearby = {}  # of this process: key to (until when, Kept)

    def __call__(self, request):
        key = page_key(request)
        if key is None:
            return self.get_response(request)
        until, kept = self.nearby.get(key, (0, None))
        if until > time.monotonic():
            return kept.answer(request)
        try:
            return self.from_afar(request, key)
        except OSError as error:
            logger.warning("page cache cannot write: %s", type(error).__name__)
            return self.get_response(request)

    def from_afar(self, request, key):
        """The shared copy, or a new one: of several processes one makes it while the others give out the last."""
        place = shared_key(key)
        found = caches["pages"].get_many([GENERATION, place])
        generation, kept = found.get(GENERATION) or begin_generation(), found.get(place)
        if kept and kept.generation == generation and (kept.fresh_until > time.time() or not self.is_ours(place)):
            return self.remember(key, kept).answer(request)
        response = self.get_response(request)
        if may_be_kept(response):
            kept = self.keep(place, generation, response)
            return self.remember(key, kept).answer(request)
        return response

    def is_ours(self, place):
        """True for the one process that is to make the page anew."""
        return caches["pages"].add(f"busy:{place}", True, timeout=STALE_SECONDS)

    def keep(self, place, generation, response):
        del response["X-Request-ID"]  # that of whoever came first
        response["ETag"] = etag_of(response)
        patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-cache"  # browsers ask again, and hear 304
        fresh_until = time.time() + settings.PAGE_CACHE_SECONDS
        kept = Kept(generation, fresh_until, response.content, response.headers)
        caches["pages"].set(place, kept, timeout=settings.PAGE_CACHE_SECONDS + STALE_SECONDS)
        return kept

    def remember(self, key, kept):
        if len(self.nearby) >= NEARBY_MOST:
            self.nearby.clear()
        self.nearby[key] = time.monotonic() + NEARBY_SECONDS, kept
        return kept
