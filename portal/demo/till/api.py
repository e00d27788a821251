"""The till's door for the real library: keys, versions, idempotency, and errors in the shape of Stripe's."""

import json

from django.conf import settings
from django.http import JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt

from membership.billing.gateway import API_VERSION
from portal.demo.till.answers import expanded
from portal.demo.till.endpoints import ENDPOINTS
from portal.demo.till.errors import TillError
from portal.demo.till.params import nested, read
from portal.demo.till.store import book, public, writing
from portal.demo.views import only_in_demo

LIVE = ("sk_live", "rk_live")


@csrf_exempt
@only_in_demo
def api(request, path):
    """Whoever holds the installation's own key; nobody with a key of real money."""
    try:
        check_key(request.headers.get("Authorization", "").removeprefix("Bearer "))
        check_version(request.headers.get("Stripe-Version", API_VERSION))
        return JsonResponse(answer(request, path))
    except TillError as error:
        return JsonResponse(error.body, status=error.status)


def check_key(key):
    if key.startswith(LIVE) or not key or not constant_time_compare(key, settings.STRIPE_API_KEY):
        raise TillError("Invalid API Key provided.", status=401)


def check_version(version):
    if version != API_VERSION:
        raise TillError(f"The till speaks {API_VERSION} only.")


def answer(request, path):
    endpoint, found = route(request.method, path)
    said = read_request(request)
    plan = endpoint.plan | {"expand": [str]}
    params = read(plan, said)
    if request.method != "POST":
        opened = writing if request.method == "DELETE" else book
        with opened() as till:
            return run(till, endpoint, params, found)
    return once(request, path, said, lambda till: run(till, endpoint, params, found))


def route(method, path):
    """The endpoint that a path leads to, and the ids in it: none or one."""
    if endpoint := ENDPOINTS.get((method, path)):
        return endpoint, []
    parts = path.split("/")
    for place in range(1, len(parts)):
        pattern = "/".join([*parts[:place], "*", *parts[place + 1 :]])
        if endpoint := ENDPOINTS.get((method, pattern)):
            return endpoint, [parts[place]]
    raise TillError(f"Unrecognized request URL ({method}: /v1/{path}).", status=404)


def read_request(request):
    try:
        text = request.body.decode() if request.method == "POST" else request.META.get("QUERY_STRING", "")
    except UnicodeDecodeError:
        raise TillError("Not in UTF-8.") from None
    if "\0" in text or "%00" in text:
        raise TillError("No character may be NUL.")
    return nested(text)


def run(till, endpoint, params, found):
    paths = params.pop("expand", [])
    return expanded(till, public(endpoint.answer(till, params, *found)), paths)


def once(request, path, said, work):
    """The same key and the same words get the same answer; the same key with other words is an error."""
    key = request.headers.get("Idempotency-Key", "")
    asked = json.dumps([path, said], sort_keys=True)
    with writing() as till:
        before = till.connection.execute("SELECT request, body FROM answers WHERE key = ?", [key]).fetchone()
        if before and before[0] != asked:
            words = "Keys for idempotent requests can only be used with the same parameters they were first used with."
            raise TillError(words, kind="idempotency_error")
        if before:
            return json.loads(before[1])
        made = work(till)
        if key:
            till.connection.execute("INSERT INTO answers VALUES (?, ?, ?)", [key, asked, json.dumps(made)])
        return made
