"""What a reader does with a guide: says that they read it, takes its file."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.documents.views.serve import serve

from membership.access import member_of
from resources.access import may_read, members_only_response, readable_resources
from resources.models import Resource
from resources.services.reading import mark_read


@never_cache
@require_POST
@login_required
def read(request, pk):
    """Members, each for themselves: "I read it". A login of nobody says its name first."""
    resource = get_object_or_404(readable_resources(Resource.objects.published(), request), pk=pk)
    member = member_of(request)
    if member is None:
        return redirect("member_home")
    mark_read(resource, person=member)
    return redirect(f"{address_of(resource)}#read")


def address_of(resource):
    """The page of `resource` in the reader's language, else in any that it is published in."""
    faces = {face.language: face for face in resource.faces.live()}
    face = faces.get(get_language()) or next(iter(faces.values()), None)
    return face.url if face else reverse("wagtail_serve", args=[""])


@require_safe
def file(request, pk):
    """Whoever may read the guide. Nothing is said about guides that are drafts or have no file."""
    resource = get_object_or_404(Resource.objects.published().cleared().select_related("file"), pk=pk)
    if resource.file is None:
        raise Http404
    if not may_read(resource, request):
        return members_only_response(request)
    response = serve(request, resource.file_id, resource.file.filename)
    if resource.members_only:
        add_never_cache_headers(response)
    return response
