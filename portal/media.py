"""Editors' pictures. Files of the library go through Wagtail's own view, which knows who may read them."""

import logging
import mimetypes
import re

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe
from django.views.static import serve

logger = logging.getLogger(__name__)

PUBLIC = re.compile(r"^images/(?!\.+$)[^/]+$")


@require_safe
def serve_media(request, name):
    """A rendition of a picture; everything else in the library does not exist for the outside."""
    if not PUBLIC.match(name):
        raise Http404
    if settings.MEDIA_BUCKET:
        return from_bucket(name)
    return public(serve(request, name, document_root=settings.MEDIA_ROOT))


def public(response):
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def from_bucket(name):
    try:
        body = default_storage.fetch(name)
    except FileNotFoundError as error:
        raise Http404 from error
    except OSError as error:  # the store is away; browsers ask again
        logger.warning("media not fetched: %s", error)
        return HttpResponse(status=503, headers={"Cache-Control": "no-store", "Retry-After": "30"})
    return public(HttpResponse(body, content_type=mimetypes.guess_type(name)[0] or "application/octet-stream"))
