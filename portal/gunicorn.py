"""The server: two processes with threads. Its lines hold no address of a visitor, no query and no token."""

import gc
import os
import sys

from gunicorn.glogging import Logger

from portal.logs import JsonAccessLines, JsonLines, PlainLines

PRODUCTION = os.environ.get("DJANGO_SETTINGS_MODULE", "production").endswith("production")  # as in portal/wsgi.py


class ScrubbedLogger(Logger):
    """gunicorn's own, in our words: it would name who sent a broken request, and what a crash was asked."""

    def setup(self, cfg):
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonLines() if PRODUCTION else PlainLines())
        for handler in self.access_log.handlers if PRODUCTION else ():
            handler.setFormatter(JsonAccessLines())


def post_fork(server, worker):
    """A new process reads all of the code afresh: after a reload, what the first one has read is of the old release."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "portal"]:
        del sys.modules[name]


def post_worker_init(worker):
    """What the code itself takes stays for good: the collector of garbage need not look at it again and again."""
    gc.collect()
    gc.freeze()


bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
preload_app = False
max_requests = 100_000  # a visitor from the cache is one too: a process would be new every few seconds of a busy hour
max_requests_jitter = 10_000
timeout = 60
logger_class = ScrubbedLogger
accesslog = "-" if os.environ.get("ACCESS_LOG") else None
access_log_format = "%(m)s %({portal.place}e)s %(s)s %(B)s %(M)sms %({x-request-id}o)s"
control_socket_disable = True
