"""What is written down about the site's work, and that nobody can be found in it.

Lines hold no contact, no name, no token, no address of a visitor, no query and no form. This needs no Django: the
server (portal/gunicorn.py) writes with it too.
"""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

request_id = ContextVar("request_id", default="")


def logging_with(lines):
    """Django's LOGGING; `lines` names the class below that writes them."""
    handler = {"class": "logging.StreamHandler", "formatter": "line"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": f"portal.logs.{lines}"}},
        "handlers": {"console": handler, "problems": handler | {"level": "WARNING"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING"},  # Django's own would mail errors, with all that was typed
            "django.security.DisallowedHost": {"handlers": [], "propagate": False},  # noise that anybody can make
            # The worker sets their level: three lines for every task otherwise.
            "django.tasks": {"handlers": ["problems"], "propagate": False},
            "django_tasks_db": {"handlers": ["problems"], "propagate": False},
            "portal": {"level": "INFO"},
            "membership": {"level": "INFO"},
            "campaigns": {"level": "INFO"},
        },
    }


HIDDEN = "…"
PERSONAL = re.compile(
    r"""
      [^\s@<>"'()=,;:]+@[^\s@<>"'()=,;:]+                          # e-mail
    | \+\d[\d\s().-]{6,}\d                                         # a number with its country code
    | (?<![\w.-])\(?\d{3}\)?[-.\s]?\d{3}[-.\s]\d{4}(?!\w)          # one without
    | (?<![\w.-])\d{10,15}(?!\w)
    | (?<![\w.])(?!127\.)\d{1,3}(?:\.\d{1,3}){3}(?![\w.])          # an address: IPv4, IPv6
    | (?<![\w:])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}(?![\w:])
    | \.?[\w-]{6,}:[\w-]{6}:[\w-]{20,}                             # what Django signed
    | (?<![\w-])[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}(?![\w-])   # a key, an opaque handle
    | (?<![\w-])(?!(?:evt|in|pi|re|dp|ch|cs|cus|sub|po|txn)_)      # other random text; Stripe's numbers are ours to see
      (?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{20,}
    | (?<=\S)\?[^\s"']+                                            # a query
    """,
    re.VERBOSE,
)
# Values in an error's words; but names of tables, columns, modules and attributes say what is wrong.
QUOTED = re.compile(r"""(?<!constraint\ )(?<!relation\ )(?<!column\ )(?<!named\ )(?<!attribute\ )(["']).*?\1""")


def scrubbed(text):
    """`text` without whatever looks like a contact, an address of a visitor, a token or a query."""
    return PERSONAL.sub(HIDDEN, text)


def words_of(error):
    """The kind of `error` and what it says, without values: databases tell them from the second line on."""
    said = (str(error).splitlines() or [""])[0]
    return f"{type(error).__module__}.{type(error).__qualname__}: {scrubbed(QUOTED.sub(HIDDEN, said))}"


def trace_of(error):
    """Where `error` came from, the first cause last: places in the code, and no message as it was."""
    lines = []
    while error is not None:
        lines += [words_of(error), *traceback.format_tb(error.__traceback__)]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(line.rstrip("\n") for line in lines)


class PlainLines(logging.Formatter):
    """For people at a screen."""

    def format(self, record):
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {said_in(record)}"
        return f"{line}\n{trace_of(record.exc_info[1])}" if has_error(record) else line


class JsonLines(logging.Formatter):
    """One object a line, for whoever collects them."""

    def format(self, record):
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": said_in(record),
        }
        if request_id.get():
            line["request"] = request_id.get()
        if has_error(record):
            line["trace"] = trace_of(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


class JsonAccessLines(logging.Formatter):
    """A line of the server for each request: what was asked for, never by whom. gunicorn names the values."""

    FIELDS = {"method": "m", "place": "{portal.place}e", "status": "s", "bytes": "B", "ms": "M"}

    def format(self, record):
        line = {"time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")}
        line |= {field: record.args[atom] for field, atom in self.FIELDS.items()}
        return json.dumps(line | {"request": record.args["{x-request-id}o"]}, ensure_ascii=False)


def has_error(record):
    return bool(record.exc_info and record.exc_info[1])


def said_in(record):
    """The message; an address that was asked for stands there as the pattern that it fits."""
    message, request = record.getMessage(), getattr(record, "request", None)
    if hasattr(request, "resolver_match"):
        place = place_of(request, getattr(record, "status_code", 500))
        for written in (request.path, request.path.encode("unicode_escape").decode()):  # Django's own way
            message = message.replace(written, place)
    return scrubbed(message)


def place_of(request, status):
    """The path of `request` without what makes it somebody's; its pattern, or "-", where it led nowhere."""
    match, path = request.resolver_match, request.path_info
    if match is None:  # a file
        return path if status in (200, 206, 304) else "-"
    if status >= 400:
        return match.route
    for name, value in match.kwargs.items():
        if value and f"<slug:{name}>" not in match.route and f"<int:{name}>" not in match.route:
            path = path.replace(str(value), f"<{name}>")
    return path
