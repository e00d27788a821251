"""Production's server, started for the bench and ended with it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.sizes import ROOT

TICKS = os.sysconf("SC_CLK_TCK")
STARTS_WITHIN = 60  # seconds
PORTAL, BARE = "portal.wsgi", "django.core.wsgi:get_wsgi_application()"


class ServerError(Exception):
    """A server did not start; its log says why."""


class Server:
    """gunicorn as portal/gunicorn.py has it, but that its processes are not replaced after so many requests."""

    def __init__(self, name, port, environment, *, app=PORTAL, settings="bench.settings", log):
        self.name, self.port = name, port
        command = [sys.executable, "-m", "gunicorn", app, "--config", "portal/gunicorn.py", "--max-requests", "0"]
        around = {"HOST": "127.0.0.1", "PORT": str(port), "DJANGO_SETTINGS_MODULE": settings}
        self.log = log
        with log.open("w") as output:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=os.environ | environment | around,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait(self, path="/health/live"):
        """Until it answers. Raises ServerError when it does not."""
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5):
                    return self
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
        raise ServerError(f"{self.name} does not answer on port {self.port}; see {self.log}")

    def cpu(self):
        """Seconds of CPU that its processes have used, as user and in the system, those that ended included."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            fields = read_stat(stat)
            if fields and int(fields[2]) == self.process.pid:  # its group is its own
                ticks += int(fields[11]) + int(fields[12])
                if int(stat.parent.name) == self.process.pid:
                    ticks += int(fields[13]) + int(fields[14])
        return ticks / TICKS

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(timeout=30)


def read_stat(path):
    """The fields after the name of the program, which may hold spaces; nothing for a process that is gone."""
    try:
        return path.read_text().rpartition(")")[2].split()
    except OSError:
        return []
