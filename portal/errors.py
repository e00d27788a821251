"""When something is wrong: a page in the visitor's language that says what to do.

Pages for 400, 500 and CSRF ask no database: that may be what is wrong.
"""

from django.http import HttpResponseBadRequest, HttpResponseForbidden, HttpResponseNotFound, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

from portal.context import center


def _plain(request, name, response_class):
    """A page without menu and footer, and without any question to the database."""
    language = translation.get_language_from_request(request, check_path=True)
    with translation.override(language):
        context = center(request) | {"LANGUAGE_CODE": language, "path_language": language}
        return response_class(render_to_string(f"errors/{name}.html", context))


def bad_request(request, exception=None):
    return _plain(request, "400", HttpResponseBadRequest)


def not_allowed(request, refused):
    """For a form sent where none belongs: `refused` is Django's empty answer with status 405, which may be private."""
    response = _plain(request, "400", HttpResponseBadRequest)
    response.status_code = refused.status_code
    for name in ("Allow", "Cache-Control"):
        if name in refused:
            response[name] = refused[name]
    return response


def server_error(request):
    return _plain(request, "500", HttpResponseServerError)


def csrf_failure(request, reason=""):
    return _plain(request, "csrf", HttpResponseForbidden)


def permission_denied(request, exception=None):
    return HttpResponseForbidden(render(request, "errors/403.html").content)


def page_not_found(request, exception=None):
    return HttpResponseNotFound(render(request, "errors/404.html").content)
