from django.http import Http404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail import views
from wagtail.url_routing import RouteResult

from home.models import HomePage
from home.navigation import find_page


@require_safe
def serve(request, path):
    """Wagtail's own view, told at once which page it is instead of walking down the tree with two queries a step."""
    among = None if path.strip("/") else HomePage.objects.all()  # its type is known: one question less
    page = find_page(request, path, get_language(), among)
    if page is None:
        raise Http404
    page = page.specific
    page.request = request
    request._wagtail_route_for_request = RouteResult(page)
    return views.serve(request, path)
