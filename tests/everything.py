"""`make test`: every check in order, then the tests. Stops at nothing, fails if anything failed."""

import os
import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": "only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG",
    "ALLOWED_HOSTS": "www.example.org",
    "BASE_URL": "https://www.example.org",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "office@example.org",
    "DATABASE_URL": "sqlite://:memory:",
}
CSS = ["portal/static/css", "portal/centers"]
LINT = [
    ("style of the code", [BIN / "ruff", "check", "--quiet", "."], {}),
    ("format of the code", [BIN / "ruff", "format", "--check", "--quiet", "."], {}),
    ("format of the templates", [BIN / "djhtml", "--tabwidth", "4", "--check", "templates"], {}),
    ("format of the styles", [BIN / "djcss", "--tabwidth", "4", "--check", *CSS], {}),
    ("layers", [BIN / "lint-imports", "--no-cache"], {}),
    ("missing migrations", [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"], {}),
    ("settings of the demonstration", [sys.executable, "manage.py", "check", "--fail-level", "WARNING"], {}),
    (
        "settings of production",
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        PRODUCTION,
    ),
]
WORKERS = os.environ.get("TEST_WORKERS", "2")
# In the order of their names: xdist would put files with few tests last, and those are the long ones (browser, crash).
ORDER = ("--dist", "loadfile", "--no-loadscope-reorder")
TESTS = ("tests", [sys.executable, "-m", "pytest", "-n", WORKERS, *ORDER, *sys.argv[2:]], {})


def passes(label, command, environment):
    """Runs one check; its output is shown only when it fails, the tests' always."""
    quiet = label != "tests"
    result = subprocess.run(
        list(map(str, command)), env=os.environ | environment, text=True, capture_output=quiet, check=False
    )
    if quiet:
        print(f"{'ok    ' if result.returncode == 0 else 'FAILED'}  {label}", flush=True)
        if result.returncode:
            print(result.stdout, result.stderr)
    return result.returncode == 0


def main():
    checks = LINT if "--only-lint" in sys.argv else [*LINT, TESTS]
    failed = [label for label, *rest in checks if not passes(label, *rest)]
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
