"""The real server of the browser tests: gunicorn, hashed static files, a database file with the demonstration."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60  # seconds until the server must be ready


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def environment(var, port):
    """That of `make run`, in a folder of its own and whatever the developer's .env says."""
    settings = {
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "VAR": str(var),
        "DATABASE_URL": f"sqlite:///{var / 'portal.sqlite3'}",
        "REDIS_URL": "",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "WEB_WORKERS": "1",
    }
    return os.environ | settings


def prepare(var, template):
    """Fills the folder `var` once, whichever of the parallel test processes comes first."""
    var.mkdir(parents=True, exist_ok=True)
    with (var.parent / "prepare.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = var / "prepared"
        if done.exists():
            return
        if template:
            shutil.copyfile(template, var / "portal.sqlite3")
        run = subprocess.run(
            [sys.executable, "manage.py", "serve", "--prepare-only"],
            cwd=ROOT,
            env=environment(var, 8000),
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stdout + run.stderr
        done.touch()


@contextmanager
def running(var):
    """The address of a server over the prepared folder `var`; it ends with the block."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--config", "portal/gunicorn.py"]
    with (var / f"server-{port}.log").open("w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment(var, port), stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_ready(server, f"{address}/health/ready", Path(log.name))
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


@contextmanager
def working(var, address):
    """The worker beside the server at `address`: it sends what waits in the outbox."""
    command = [sys.executable, "manage.py", "db_worker", "--queue-name", "*", "--backend", "work", "-v", "0"]
    port = int(address.rpartition(":")[2])
    with (var / f"worker-{port}.log").open("w") as log:
        worker = subprocess.Popen(command, cwd=ROOT, env=environment(var, port), stdout=log, stderr=log)
        try:
            yield
        finally:
            worker.terminate()
            worker.wait(timeout=30)


def wait_until_ready(server, address, log):
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        assert server.poll() is None, f"the server ended at once:\n{log.read_text()}"
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError(f"the server was not ready after {PATIENCE} seconds:\n{log.read_text()}")
