"""Stripe's own word on requests and answers: the types in its library are made from its specification of this version.

What is open there for the sake of old programs (`Literal[...] | str`) is closed here.
"""

import builtins
import inspect
import sys
import typing
from decimal import Decimal
from importlib import import_module
from types import UnionType
from typing import Any, ClassVar, Literal, NotRequired, Required, Union, get_args, get_origin, get_type_hints

import stripe
from stripe._list_object import ListObject
from stripe._object_classes import OBJECT_CLASSES
from stripe._request_options import RequestOptions
from stripe._stripe_object import StripeObject
from stripe._stripe_object import UntypedStripeObject as Map
from typing_extensions import is_typeddict

VERBS = {"GET": ("List", "Retrieve"), "POST": ("Create", "Update"), "DELETE": ("Delete", "Delete")}
NAMES = {"checkout/sessions": "checkout.Session", "billing_portal/sessions": "billing_portal.Session"}


class Names(dict):
    """What the library imports for type checkers only: a class of its own of that name, else anything."""

    def __init__(self, cls):
        self.module = vars(sys.modules[cls.__module__])

    def __missing__(self, name):
        if name.startswith("__"):
            raise KeyError(name)
        places = (self.module, vars(builtins), vars(typing), vars(stripe))
        found = next((place[name] for place in places if name in place), None) or getattr(stripe, name, Any)
        return Any if inspect.ismodule(found) else found


def hints(cls):
    found = get_type_hints(cls, localns=Names(cls), include_extras=True)
    options = RequestOptions.__annotations__ if is_typeddict(cls) else ()
    return {name: kind for name, kind in found.items() if get_origin(kind) is not ClassVar and name not in options}


def check_request(method, path, params):
    """What is wrong with the request, a line each. `params` may be as they are on the wire, where all is text."""
    parts = path.removeprefix("/v1/").split("/")
    base = "/".join(parts[:2]) if "/".join(parts[:2]) in NAMES else parts[0]
    rest = path.removeprefix(f"/v1/{base}").strip("/").split("/")
    verb = rest[1].title() if len(rest) > 1 else VERBS[method][bool(rest[0])]
    verb = "Cancel" if (base, verb) == ("subscriptions", "Delete") else verb
    name = NAMES.get(base) or "".join(word.title() for word in base.removesuffix("s").split("_"))
    *folder, name = name.split(".")
    place = getattr(stripe.params, folder[0]) if folder else stripe.params
    return wrong(params, getattr(place, f"{name}{verb}Params"), "", wire=True)


def check_answer(answer):
    """What is wrong with a thing, a list or an event of the till, a line each."""
    if answer["object"] == "list":
        return [*wrong(answer, ListObject, "list"), *(line for one in answer["data"] for line in check_answer(one))]
    if answer.get("deleted"):
        return [] if answer.keys() == {"id", "object", "deleted"} else [f"deleted: {sorted(answer)}"]
    module, name = OBJECT_CLASSES[answer["object"]]
    return wrong(answer, getattr(import_module(module), name), answer["object"])


def wrong(value, kind, where, *, wire=False):
    """What keeps `value` from being of that `kind`."""
    origin, args = get_origin(kind), get_args(kind)
    if kind is Any or isinstance(kind, typing.TypeVar):
        return []
    if origin in (NotRequired, Required):
        return wrong(value, args[0], where, wire=wire)
    if origin in (Union, UnionType):
        return wrong_in_all(value, closed(args), where, wire=wire)
    if origin in (list, ListObject):
        rows = value.get("data") if origin is ListObject and isinstance(value, dict) else value
        return [*wrong_rows(rows, args[0], where, wire=wire)]
    if is_typeddict(kind) or (inspect.isclass(kind) and issubclass(kind, StripeObject) and kind is not Map):
        return [*wrong_fields(value, kind, where, wire=wire)]
    return [] if fits(value, kind, origin, args, wire=wire) else [f"{where}: {value!r} is no {args or kind}"]


def closed(kinds):
    """Without `str` where there are words to choose from; "" alone, which unsets a field, is no choice."""
    words = [word for kind in kinds if get_origin(kind) is Literal for word in get_args(kind)]
    return [kind for kind in kinds if kind is not str or not set(words) - {""}]


def wrong_in_all(value, kinds, where, *, wire):
    tried = [wrong(value, kind, where, wire=wire) for kind in kinds]
    return [] if [] in tried else max(tried, key=lambda lines: lines[0].count("."))  # what came furthest


def wrong_rows(value, kind, where, *, wire):
    if not isinstance(value, list):
        yield f"{where}: {value!r} is no list"
        return
    for row in value:
        yield from wrong(row, kind, f"{where}[]", wire=wire)


def wrong_fields(value, kind, where, *, wire):
    if not isinstance(value, dict):
        yield f"{where}: {value!r} is no {kind.__name__}"
        return
    known = hints(kind)
    own = known if is_typeddict(kind) else inspect.get_annotations(kind)
    needed = kind.__required_keys__ if is_typeddict(kind) else {name for name in own if not may_be_none(known, name)}
    yield from (f"{where}.{name}: unknown" for name in value.keys() - known.keys() - {"object"})
    yield from (f"{where}.{name}: missing" for name in needed - value.keys())
    for name in value.keys() & known.keys():
        yield from wrong(value[name], known[name], f"{where}.{name}", wire=wire)


def may_be_none(known, name):
    """Fields of an answer that may be null may also be left out; constants of the class are no fields."""
    return name not in known or type(None) in get_args(known[name]) or known[name] is Any


def fits(value, kind, origin, args, *, wire):
    if origin is Literal:
        return value in args
    if origin in (dict, Map) or kind is Map:
        return isinstance(value, dict)
    if kind is bool:
        return isinstance(value, bool) or (wire and value in ("true", "false"))
    if kind in (int, float):
        is_number = isinstance(value, kind) and not isinstance(value, bool)
        return is_number or (wire and isinstance(value, str) and value.lstrip("-").isdecimal())
    return isinstance(value, str if kind is Decimal else kind)
