"""A PostgreSQL of its own, which a test may stop in the middle of everything. It flushes to disk as in production."""

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

USER = "postgres"  # the server refuses to run as root


def binaries():
    """The newest PostgreSQL's folder of programs; None without one."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    found = shutil.which("pg_ctl")
    return folders[-1] if folders else found and Path(found).parent


class Cluster:
    """One server below `folder`, on `port`, for local connections without a password."""

    def __init__(self, folder, port):
        self.data, self.port = folder / "data", port
        self.log = folder / "server.log"

    @property
    def url(self):
        return f"postgres://{USER}@127.0.0.1:{self.port}/portal"

    def run(self, program, *arguments):
        command = [str(binaries() / program), *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--init-groups", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    def make(self):
        self.run("initdb", "-D", self.data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self.start()
        self.run("createdb", "-h", "127.0.0.1", "-p", self.port, "-U", USER, "portal")

    def start(self):
        options = f"-p {self.port} -h 127.0.0.1 -k ''"
        self.run("pg_ctl", "-D", self.data, "-l", self.log, "-o", options, "-w", "start")

    def crash(self):
        """Every connection breaks off, nothing is tidied up: what was not flushed is lost."""
        self.run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")


@contextmanager
def running(folder, port):
    folder.mkdir()
    if os.geteuid() == 0:
        shutil.chown(folder, USER, USER)
    cluster = Cluster(folder, port)
    cluster.make()
    try:
        yield cluster
    finally:
        cluster.crash()
