"""The portal as it runs for real: two web processes, two workers, one scheduler, each begun again when it dies."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from tests.crash.load import HOST

ROOT = Path(__file__).parent.parent.parent
BETWEEN = 1  # second that a supervisor waits before it begins a process again
WORKER = [sys.executable, "manage.py", "db_worker", "--queue-name", "*", "--backend", "work", "-v", "0"]
PACK = ROOT / "tests" / "centers" / "riverside"
PREPARE = """
from datetime import timedelta
from django.utils import timezone
from campaigns.models import Campaign, CampaignIndexPage, CampaignPage, Event, EventText, Petition, PetitionPage
from home.models import HomePage

home = HomePage.objects.get(locale__language_code="en")
index = home.add_child(instance=CampaignIndexPage(title="Campaigns", summary="All.", locale=home.locale))
campaign = Campaign.objects.create(name="Kitchens", slug="kitchens")
face = index.add_child(instance=CampaignPage(title="Kitchens", summary="Pay.", campaign=campaign, locale=home.locale))
petition = Petition.objects.create(campaign=campaign, name="A sheet", slug="a-sheet")
words = {"target": "The state", "salutation": "Dear state", "thanks_heading": "Thanks", "thanks_text": "Thank you."}
face.add_child(
    instance=PetitionPage(title="A sheet", summary="Sign.", petition=petition, locale=home.locale, **words)
)
begin = timezone.now() + timedelta(days=7)
event = Event.objects.create(slug="a-night", starts_at=begin, ends_at=begin + timedelta(hours=2))
EventText.objects.create(record=event, language="en", title="A night", summary="Come.")
"""
PATHS = ["/en/petitions/a-sheet/sign/", "/en/events/a-night/rsvp/"]


def environment(folder, port, database, mail_port):
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "CENTER": str(PACK),
        "SECRET_KEY": "only-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG",
        "ALLOWED_HOSTS": HOST,
        "BASE_URL": f"https://{HOST}",
        "DATABASE_URL": database,
        "REDIS_URL": "",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "DEFAULT_FROM_EMAIL": "office@example.org",
        "VAR": str(folder),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "WEB_WORKERS": "2",
        "TEXT_MESSAGES_PER_DAY": "100000",
    }


class Site:
    def __init__(self, folder, port, environment):
        self.folder, self.port, self.environment = folder, port, environment
        self.processes, self.is_over = {}, threading.Event()

    def manage(self, *arguments):
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    def prepare(self):
        """Tables, a small center's pages, an open petition and an event."""
        self.manage("migrate", "-v", "0")
        self.manage("collectstatic", "--no-input", "-v", "0")
        self.manage("load_site")
        self.manage("shell", "-v", "0", "-c", PREPARE)

    def begin(self, name, command):
        with (self.folder / f"{name}.log").open("a") as log:
            self.processes[name] = (
                command,
                subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log),
            )

    def start(self):
        self.begin("web", [sys.executable, "-m", "gunicorn", "portal.wsgi", "--config", "portal/gunicorn.py"])
        self.begin("worker-1", WORKER)
        self.begin("worker-2", WORKER)
        self.begin("scheduler", [sys.executable, "manage.py", "housekeeping"])
        threading.Thread(target=self.supervise, daemon=True).start()

    def supervise(self):
        """What systemd does with Restart=always."""
        while not self.is_over.wait(BETWEEN):
            for name, (command, process) in list(self.processes.items()):
                if process.poll() is not None:
                    self.begin(name, command)

    def stop(self):
        self.is_over.set()
        time.sleep(BETWEEN)
        for _command, process in self.processes.values():
            process.kill()
            process.wait()

    def kill_one_of_each(self):
        """One web process and one worker, without a word."""
        web, worker = self.processes["web"][1], self.processes["worker-1"][1]
        children = Path(f"/proc/{web.pid}/task/{web.pid}/children").read_text().split()
        os.kill(int(children[0]), signal.SIGKILL)
        os.kill(worker.pid, signal.SIGKILL)

    def is_ready(self):
        request = Request(f"http://127.0.0.1:{self.port}/health/ready", headers={"Host": HOST})
        try:
            with urlopen(request, timeout=5) as answer:
                return answer.status == 200
        except (URLError, OSError):
            return False

    def seconds_until_ready(self, most):
        begin = time.monotonic()
        while not self.is_ready():
            assert time.monotonic() < begin + most, "the site did not get ready"
            time.sleep(0.1)
        return time.monotonic() - begin


@contextmanager
def running(site):
    site.start()
    try:
        yield
    finally:
        site.stop()
