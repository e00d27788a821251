"""The server: two processes with threads. Its access lines hold no address of a visitor and no query string."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
preload_app = False
max_requests = 5000
max_requests_jitter = 500
timeout = 60
accesslog = "-" if os.environ.get("ACCESS_LOG") else None
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s %(M)sms"
control_socket_disable = True
