"""Ours: what browsers may do and keep, and the second factor of staff."""

from http import HTTPStatus
from secrets import token_hex

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from portal.errors import not_allowed, permission_denied
from portal.logs import place_of, request_id

PRIVATE_PATHS = ("/account/", "/member/", "/join/", "/donate/", "/get-help/", "/demo/")
WITHOUT_LANGUAGE = ("/admin/", "/stripe/", "/demo/", "/documents/", "/media/", "/static/", "/health/", "/.well-known/")
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


def without_language(path):
    """`path` without its language prefix: /es/account/ is /account/."""
    head, _, rest = path.lstrip("/").partition("/")
    return f"/{rest}" if head in settings.CENTER.languages else path


def is_editor(request):
    return request.path_info.startswith("/admin/")


class RequestMiddleware:
    """Outermost but for the page cache. A request has a random number, which its answer and its log lines carry; one
    that it brings counts for nothing. The server's own line (portal/gunicorn.py) says what was asked for as it is put
    down here.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        number = token_hex(8)
        before = request_id.set(number)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(before)
        response["X-Request-ID"] = number
        request.META["portal.place"] = place_of(request, response.status_code)
        return response


class LanguageMiddleware(LocaleMiddleware):
    """Django's, but only addresses that people type are led to their language: /get-help is /es/get-help/."""

    def process_response(self, request, response):
        typed = request.method in ("GET", "HEAD") and not request.path_info.startswith(WITHOUT_LANGUAGE)
        if response.status_code == 404 and not typed:
            return response
        return super().process_response(request, response)


class PolicyMiddleware:
    """What follows from where a page stands: the editor's wider CSP, no copies of private pages, a page for 405."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not is_editor(request):
            response = not_allowed(request, response)
        response["Permissions-Policy"] = PERMISSIONS
        if is_editor(request):
            response._csp_config = settings.ADMIN_CSP  # what ContentSecurityPolicyMiddleware reads
        if is_editor(request) or f"{without_language(request.path_info)}/".startswith(PRIVATE_PATHS):
            add_never_cache_headers(response)
        return response


class EditorGateMiddleware:
    """The editor is for staff, with a second factor: others get a page that says so, staff without one set it up first.

    Wagtail alone would lead a member to the log-in page, and that page back to the editor, for ever.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_editor(request) and request.user.is_authenticated:
            if not request.user.has_perm("wagtailadmin.access_admin"):
                return permission_denied(request)
            if settings.STAFF_NEED_SECOND_FACTOR and not is_mfa_enabled(request.user):
                return redirect("mfa_index")
        return self.get_response(request)
