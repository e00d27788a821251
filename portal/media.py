"""Editors' pictures. Files of the library go through Wagtail's own view, which knows who may read them."""

import re

from django.conf import settings
from django.http import Http404
from django.views.decorators.http import require_safe
from django.views.static import serve

PUBLIC = re.compile(r"^images/[^/]+$")


@require_safe
def serve_media(request, name):
    """A rendition of a picture; everything else under the media folder does not exist for the outside."""
    if not PUBLIC.match(name):
        raise Http404
    response = serve(request, name, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
