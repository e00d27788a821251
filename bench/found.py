"""Addresses, log-ins and forms for the load. Needs the apps to be ready."""

from importlib import import_module
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.urls import reverse
from django.utils import timezone, translation

from bench.bare import make_table
from campaigns.models import CampaignPage, Event, PetitionPage
from membership.models import DuesRate, Person, User
from portal.demo.people import LOGIN
from resources.models import ResourcePage

PAYERS = 500
TOKEN = "b" * 32  # a form's token is good when the cookie says the same
VISITOR = {"Accept-Encoding": "gzip", "Accept-Language": "en"}
OWN = {"Sec-Fetch-Site": "same-origin"}


def targets():
    """Maps the names of EVERYTHING in bench.targets to what a Job of the load needs; makes sessions on the way."""
    make_table()
    with translation.override(settings.LANGUAGE_CODE):
        found = public() | private() | posts()
    for target in found.values():
        target["headers"] = VISITOR | target.get("headers", {})
    return found


def public():
    """The first of what was generated: it is open, and the most signatures stand under its petition."""
    pages = {"campaign": CampaignPage, "petition": PetitionPage, "guide": ResourcePage}
    found = {name: {"path": first_made(model).get_url()} for name, model in pages.items()}
    found["home"] = {"path": f"/{settings.LANGUAGE_CODE}/"}
    event = Event.objects.ahead(timezone.now()).filter(slug__startswith="bench-").first()
    found["event"] = {"path": event.get_absolute_url()}
    return found


def first_made(model):
    """In the default language: the pack's slugs do not end like this."""
    return model.objects.filter(language=settings.LANGUAGE_CODE, slug__endswith="-1").order_by("pk").first()


def private():
    """The member of the demonstration, who has years behind her whatever the size; the treasurer."""
    member, treasurer = logged_in(LOGIN), logged_in("treasurer@example.org")
    somebody = Person.objects.members().order_by("-pk").first()
    words = urlencode({"q": f"{somebody.given_name} {somebody.family_name}"})
    overview = {"path": reverse("dues_overview"), "headers": treasurer}
    return {
        "dashboard": {"path": reverse("member_home"), "headers": member},
        "people": {"path": reverse("people:index"), "headers": treasurer},
        "find": {"path": f"{reverse('cash_find')}?{words}", "headers": treasurer},
        "ledger": {"path": reverse("dues_ledger"), "headers": treasurer},
        "overview": overview,
        "recount": overview,
    }


def posts():
    petition = first_made(PetitionPage).petition
    visitor = {"given_name": "Ana {n}", "family_name": "Prueba", "contact": "visitor{n}.{uuid}@example.net"}
    staff = logged_in("treasurer@example.org")
    staff["Cookie"] += f"; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    rate = DuesRate.objects.order_by("pk").first()
    cash = {
        "csrfmiddlewaretoken": TOKEN,
        "key": "cash:{uuid}",
        "paid_for": "dues",
        "rate": rate.pk,
        "suggested": f"{rate.pk}:{rate.suggested[1]}",
        "price": "new",
        "method": "cash",
        "received_on": timezone.localdate().isoformat(),
    }
    handles = Person.objects.members().order_by("-pk").values_list("handle", flat=True)[:PAYERS]
    path = reverse("cash_take", args=[handles[0]]).replace(str(handles[0]), "{item}")
    return {
        "sign": post(reverse("petition_sign", args=[petition.slug]), visitor, OWN),
        "cash": post(path, cash, staff) | {"items": [str(handle) for handle in handles]},
    }


def post(path, fields, headers):
    return {"path": path, "method": "POST", "headers": headers, "body": urlencode(fields, safe="{}")}


def logged_in(email):
    """The cookie of somebody who has logged in."""
    user = User.objects.get(email=email)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.set_expiry(86_400)
    session.save()
    return {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}"}
