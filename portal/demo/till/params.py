"""What a request says: nested form fields, read by a plan that knows every field; the rest is refused.

A plan is `str`, `int` or `bool`, a frozenset of the words that are allowed, `[plan]` for a list, a dictionary of plans,
or ANY for free words by free names.
"""

import re

from django.http import QueryDict

from portal.demo.till.errors import TillError

ANY = object()
KEY = re.compile(r"\w+|(?<=\[)\w*(?=\])")
DEEPEST = 6


def nested(encoded):
    """{"a": {"b": ["c"]}} of "a[b][0]=c"."""
    found = {}
    for key, values in QueryDict(encoded).lists():
        parts, place = KEY.findall(key)[:DEEPEST], found
        for part in parts[:-1]:
            place = place.setdefault(part, {})
            if not isinstance(place, dict):
                raise TillError(f"Invalid: {key}", param=key)
        place[parts[-1] if parts else key] = values[-1]
    return listed(found)


def listed(value):
    """Dictionaries whose keys are numbers are lists."""
    if not isinstance(value, dict):
        return value
    if value and all(key.isdecimal() for key in value):
        return [listed(value[key]) for key in sorted(value, key=int)]
    return {key: listed(one) for key, one in value.items()}


def read(plan, value, name=""):
    """`value` in the types of `plan`. Raises TillError with the name of the field that is wrong."""
    if plan is ANY:
        return expect(value, dict, name, "hash")
    if isinstance(plan, dict):
        fields = expect(value, dict, name, "hash").items()
        return {key: read(known(plan, key, name), one, below(name, key)) for key, one in fields}
    if isinstance(plan, list):
        rows = expect(value, list, name, "array")
        return [read(plan[0], one, below(name, index)) for index, one in enumerate(rows)]
    return read_word(plan, expect(value, str, name, "string"), name)


def read_word(plan, value, name):
    if plan is int:
        if not re.fullmatch(r"-?\d{1,18}", value, re.ASCII):
            raise TillError(f"Invalid integer: {value}", code="parameter_invalid_integer", param=name)
        return int(value)
    if plan is bool:
        if value not in ("true", "false"):
            raise TillError(f"Invalid boolean: {value}", param=name)
        return value == "true"
    if isinstance(plan, frozenset) and value not in plan:
        raise TillError(f"Invalid {name}: must be one of {', '.join(sorted(plan))}", param=name)
    return value


def expect(value, kind, name, called):
    if not isinstance(value, kind):
        raise TillError(f"Invalid {called}", param=name)
    return value


def known(plan, key, name):
    if key not in plan:
        field = below(name, key)
        raise TillError(f"Received unknown parameter: {field}", code="parameter_unknown", param=field)
    return plan[key]


def below(name, key):
    return f"{name}[{key}]" if name else str(key)


def demand(params, *names):
    """Raises TillError for the first of `names` that is not there."""
    for name in names:
        if name not in params:
            raise TillError(f"Missing required param: {name}.", code="parameter_missing", param=name)
