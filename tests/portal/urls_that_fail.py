"""The site's addresses and some that go wrong, for the tests of error pages."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.urls import path
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_safe

from portal.urls import (  # noqa: F401
    handler400,
    handler403,
    handler404,
    handler500,
)
from portal.urls import urlpatterns as ours


def crash(request):
    raise RuntimeError("a secret of the server")


def damaged(request):
    raise BadRequest("a secret of the server")


def closed(request):
    raise PermissionDenied("a secret of the server")


@csrf_protect
def form(request):
    return crash(request)


urlpatterns = [
    *(
        path(f"{prefix}fail/{view.__name__}/", view)
        for prefix in ("", "en/", "es/", "pt-br/")
        for view in (crash, damaged, closed, form)
    ),
    path("fail/read-only/", require_safe(crash)),
    *ours,
]
