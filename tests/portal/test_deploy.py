"""The files for a server name what exists: commands, settings, paths."""

import re

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

DEPLOY = settings.ROOT / "deploy"
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
# Read by Python, by the images of others, or by Caddy.
NOT_OURS = {"DJANGO_SETTINGS_MODULE", "PYTHONDONTWRITEBYTECODE", "POSTGRES_USER", "POSTGRES_DB", "UPSTREAM"}
NOT_OURS |= {"POSTGRES_PASSWORD_FILE"}
ASSIGNED = re.compile(
    r"^(?:Environment=|ENV |#   )([A-Z_]+)=|[ \[]([A-Z_]{3,})=(?=\S)|\{\$([A-Z_]+)|environ\[\"([A-Z_]+)", re.M
)


def explained():
    return set(re.findall(r"^#?([A-Z][A-Z0-9_]+)=", (settings.ROOT / ".env.example").read_text(), re.MULTILINE))


def compose():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())


def commands_in(text):
    return set(re.findall(r"(?:manage\.py|deploy/manage) ([a-z_]+)", text))


def test_every_command_exists():
    named = {command for path in FILES for command in commands_in(path.read_text())}
    assert {"run_due", "db_worker", "prepare", "housekeeping", "check"} <= named
    assert named - set(get_commands()) == set()


def test_every_setting_is_explained():
    named = {name for path in FILES for match in ASSIGNED.findall(path.read_text()) for name in match if name}
    named |= {name for service in compose()["services"].values() for name in service.get("environment", {})}
    assert {"VAR", "HOST", "PORT", "DATABASE_URL", "REDIS_URL", "ALLOWED_HOSTS"} <= named
    assert named - NOT_OURS - explained() == set()


def test_settings_of_the_guide_are_explained():
    blocks = re.findall(r"```\n(.*?)```", (settings.ROOT / "docs" / "operate.md").read_text(), re.DOTALL)
    named = {line.partition("=")[0] for block in blocks for line in block.splitlines()}
    assert named - explained() == set()


def test_files_that_are_named_exist():
    service = compose()["services"]["prepare"]
    assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).is_file()
    assert (DEPLOY / compose()["services"]["proxy"]["volumes"][0].split(":")[0]).is_file()
    guide = (settings.ROOT / "docs" / "operate.md").read_text()
    named = set(re.findall(r"\bdeploy/[\w./-]*\w", guide)) - {"deploy/database-password"}
    assert [name for name in named if not (settings.ROOT / name).exists()] == []


@pytest.mark.parametrize("name", ["web", "worker", "scheduler", "prepare"])
def test_containers_of_ours_may_do_little(name):
    service = compose()["services"][name]
    assert (service["cap_drop"], service["env_file"]) == (["ALL"], "../.env")
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_only_the_proxy_is_reached_from_outside():
    assert [name for name, service in compose()["services"].items() if "ports" in service] == ["proxy"]


def test_the_cache_has_an_end():
    command = compose()["services"]["cache"]["command"]
    assert "--maxmemory 128mb --maxmemory-policy volatile-lru" in command


@pytest.mark.parametrize("name", ["portal-web.service", "portal-worker.service", "portal-due.service"])
def test_units_start_what_the_code_has(name):
    unit = (DEPLOY / "systemd" / name).read_text()
    start = re.search(r"^ExecStart=/srv/portal/\.venv/bin/python (.*)$", unit, re.MULTILINE)[1]
    assert start.startswith(("-m gunicorn portal.wsgi --config portal/gunicorn.py", "manage.py "))
    assert ("Restart=always" in unit) == (name != "portal-due.service")
