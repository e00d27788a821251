"""Measures: a pass that counts queries, then rounds in which each target has its turn at each size."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import asdict

from bench.counting import HEADER
from bench.figures import Round
from bench.load import Job, Seen, header_of
from bench.plan import BARE, CACHED, INSERT, UNCACHED
from bench.servers import BARE as BARE_APP
from bench.servers import Server
from bench.sizes import ROOT
from bench.targets import EVERYTHING

CROWD = 8  # as many as the server has threads
FINE = {"200", "302"}
CACHE_SETTING = "PAGE_CACHE_SECONDS"
COUNTED, WARM = 3, 2 * CROWD  # requests


class LoadError(Exception):
    """A target answered with something else than a page or a redirect."""


class Bench:
    """The servers of one size, and what is asked of them."""

    def __init__(self, store, port):
        self.store, self.port, self.asked = store, port, 0
        self.jobs = self.find_targets()
        self.servers = {}

    def find_targets(self):
        command = [sys.executable, "-m", "bench.targets"]
        around = {"DJANGO_SETTINGS_MODULE": "bench.settings"}
        found = subprocess.run(
            command, cwd=ROOT, env=os.environ | self.store.environment | around, check=True, stdout=subprocess.PIPE
        )
        jobs = json.loads(found.stdout)
        home = jobs["home"]["headers"]
        insert = {"path": "/insert/", "method": "POST", "headers": home, "body": jobs["sign"]["body"]}
        return {name: jobs[name] for name in EVERYTHING} | {INSERT: insert, BARE: {"path": "/0/", "headers": home}}

    @contextmanager
    def running(self, *, counting):
        """The three servers, with a count of queries or without."""
        count = {"BENCH_COUNT": "1"} if counting else {}
        settings = {UNCACHED: {CACHE_SETTING: "0"}, CACHED: {}, BARE: {}}
        try:
            for place, (name, own) in enumerate(settings.items()):
                self.servers[name] = self.start(name, self.port + place, self.store.environment | own | count)
            for name, server in self.servers.items():
                server.wait("/0/" if name == BARE else "/health/live")
            yield self
        finally:
            for server in self.servers.values():
                server.stop()

    def start(self, name, port, environment):
        log = self.store.folder / f"server-{name}.log"
        if name == BARE:
            return Server(name, port, environment, app=BARE_APP, settings="bench.bare_settings", log=log)
        return Server(name, port, environment, log=log)

    def load(self, target, server, **how):
        """What a load saw that asks `server` for `target`. Raises LoadError for anything but pages and redirects."""
        job = Job(port=self.servers[server].port, first=self.asked, **self.jobs[target], **how)
        done = subprocess.run(
            [sys.executable, "-m", "bench.load"],
            cwd=ROOT,
            input=json.dumps(asdict(job)).encode(),
            check=True,
            stdout=subprocess.PIPE,
        )
        seen = Seen(**json.loads(done.stdout))
        self.asked += len(seen.times) + job.concurrency
        if set(seen.statuses) - FINE:
            raise LoadError(f"{target} at size {self.store.name}: {seen.statuses}; see {self.store.folder}")
        return seen

    def count(self, row):
        """Queries (None: not counted) and bytes of the last of some requests: what is asked once is known by then."""
        if row.before:
            self.load(row.target, row.server)
            self.load(row.before, row.server, seconds=0, least=1)
            seen = self.load(row.target, row.server, seconds=0, least=1)
        else:
            seen = self.load(row.target, row.server, seconds=0, least=COUNTED)
        queries = header_of(seen.head, HEADER.lower())
        return (int(queries) if queries else None), seen.size

    def warm_up(self, row):
        """Until each thread has read its templates; slow lists are not asked for longer than that."""
        if not row.before:
            self.load(row.target, row.server, seconds=0.5, least=WARM, concurrency=CROWD)

    def measure(self, row, seconds):
        """One round: single requests, then a crowd, right after a crowd at what it is compared with."""
        if row.before:
            return Round([self.once_after(row)])
        single = self.load(row.target, row.server, seconds=seconds)
        bare = self.crowd(row.compared_with, BARE, seconds)[0] if row.compared_with else 0.0
        return Round(single.times, *self.crowd(row.target, row.server, seconds), bare)

    def crowd(self, target, server, seconds):
        """Requests a second, and seconds of the server's CPU for one."""
        before = self.servers[server].cpu()
        seen = self.load(target, server, seconds=seconds, concurrency=CROWD, least=2 * CROWD)
        answers = len(seen.times)
        return answers / seen.elapsed, (self.servers[server].cpu() - before) / answers

    def once_after(self, row):
        self.load(row.before, row.server, seconds=0, least=1)
        return self.load(row.target, row.server, seconds=0, least=1).times[0]
