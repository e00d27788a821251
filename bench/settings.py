"""For the bench: the demonstration's settings, quiet; with a count of queries where it is asked for."""

from portal.settings.dev import *
from portal.settings.dev import LOGGING, MIDDLEWARE, env

DEBUG = False
ALLAUTH_TRUSTED_PROXY_COUNT = 1  # each visitor of the load has an address of their own, so the limits may stay
TILL_DELIVERS = False
LOGGING = LOGGING | {"loggers": {"django.tasks": {"level": "WARNING"}}}
if env.bool("BENCH_COUNT", default=False):
    MIDDLEWARE = ["bench.counting.CountingMiddleware", *MIDDLEWARE]
