"""See it as a visitor, member, treasurer, organizer or editor, one tap each; read every message that was "sent"."""

from django.conf import settings
from django.contrib.auth import get_user_model, login, logout
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.demo.roles import ROLES, STORY
from portal.models import DemoMessage


def only_in_demo(view):
    """Everybody, in demo mode; outside it the page does not exist."""

    def wrapped(request, *args, **kwargs):
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(wrapped)


@only_in_demo
@require_safe
def tour(request):
    return render(request, "demo/tour.html", {"roles": ROLES.values(), "story": STORY})


@only_in_demo
@require_POST
def become(request, role):
    """Logs in as one of the invented people, without a code: they are nobody's."""
    if role not in ROLES:
        raise Http404
    logout(request)
    wanted = ROLES[role]
    if wanted.email:
        user = get_object_or_404(get_user_model(), email=wanted.email)
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(wanted.url)


@only_in_demo
@require_safe
def outbox(request):
    return render(request, "demo/outbox.html", {"letters": DemoMessage.objects.order_by("-pk")[:50]})
