"""The few addresses that are neither pages nor an app's."""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.templatetags.static import static
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.timezone import now, timedelta
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe


@require_safe
def choose_language(request):
    """`/` leads to the visitor's language: the cookie first, then what the browser asks for."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    patch_cache_control(response, private=True, max_age=0)
    return response


@require_safe
def robots(request):
    lines = ["User-agent: *"]
    if settings.DEMO_PUBLIC:
        lines.append("Disallow: /")  # nobody should find invented people by searching
    else:
        lines += ["Disallow: /admin/", "Disallow: /*/account/", "Disallow: /*/search/"]
        lines += ["", f"Sitemap: {settings.BASE_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request):
    """Whom to tell about a hole (RFC 9116). The date is renewed with each answer: the page is generated, not stale."""
    contact = settings.CENTER.facts.get("email", "")
    lines = [
        f"Contact: mailto:{contact}",
        f"Expires: {(now() + timedelta(days=180)).replace(microsecond=0).isoformat()}",
        f"Preferred-Languages: {', '.join(settings.CENTER.languages)}",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request):
    return HttpResponsePermanentRedirect(static("center/mark.svg"))


def nowhere(request):
    """Nobody: an address that cannot be one."""
    raise Http404
