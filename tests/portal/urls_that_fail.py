"""The site's addresses and some that go wrong, for the tests of error pages."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import IntegrityError
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


def crash_of(request, token):
    raise RuntimeError(f"what is behind {token}?next=/en/ana/")


# What PostgreSQL says when a contact is there twice.
TWICE = """duplicate key value violates unique constraint "membership_user_email_key"
DETAIL:  Key (email)=(ana.secreta@example.org) already exists.
Failing row contains (7, Ana Secreta)."""
NO_PLACE = "no place for 'Ana Secreta', +12035550142, 203.0.113.77"


def doubled(request):
    try:
        raise LookupError(NO_PLACE)
    except LookupError as error:
        raise IntegrityError(TWICE) from error


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
        for view in (crash, doubled, damaged, closed, form)
    ),
    path("fail/of/<str:token>/", crash_of),
    path("fail/read-only/", require_safe(crash)),
    *ours,
]
