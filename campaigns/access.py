"""Who may: which posts are a person's own."""

from django.middleware.csrf import CsrfViewMiddleware


class TokenCheck(CsrfViewMiddleware):
    """Django's own check of the form's token, which says why it refuses instead of answering with an error page."""

    def _reject(self, request, reason):
        return reason


def has_token(request):
    check = TokenCheck(lambda request: None)
    check.process_request(request)
    return check.process_view(request, None, (), {}) is None


def comes_from_here(request):
    """True when the browser says that the form stood on our own site, and nothing says otherwise."""
    own = f"{request.scheme}://{request.get_host()}"
    signs = {request.headers.get("Origin"): own, request.headers.get("Sec-Fetch-Site"): "same-origin"}
    said = {found: wanted for found, wanted in signs.items() if found is not None}
    return bool(said) and all(found == wanted for found, wanted in said.items())


def may_post(request):
    """A post of somebody logged in needs the form's token. A visitor's form stands on a cached page without one: there
    the browser's word counts, and what is posted still needs a code."""
    if request.user.is_authenticated:
        return has_token(request)
    return comes_from_here(request) or has_token(request)
