"""Who may read a guide. It is asked of the record at each request, so it holds for all languages at once."""

from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from home.frame import frame_of
from membership.access import member_of

EDITS = "resources.change_resource"


def reads_as_staff(request):
    """Whoever may change guides may read them."""
    return request is not None and request.user.is_authenticated and request.user.has_perm(EDITS)


def readable_resources(resources, request):
    """Those of `resources` that whoever sent `request` may read; visitors without one."""
    member = member_of(request)
    staff = member is None and reads_as_staff(request)
    return resources.cleared() if staff else resources.readable_by(member)


def may_read(resource, request):
    """The same for one guide, without a question to the database when it is for everybody."""
    if not resource.is_cleared:
        return False
    return not resource.members_only or member_of(request) is not None or reads_as_staff(request)


def members_only_response(request, library=None):
    """403: a page that says who may read this and how to become one of them, and nothing of what it is."""
    frame_of(request, library)  # the languages lead to the library, not to a page that may not be read
    response = render(request, "resources/members_only.html", status=403)
    add_never_cache_headers(response)
    return response
