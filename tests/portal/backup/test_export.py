"""What leaves is whole and readable, and no secret is in it."""

import csv
import json

import pytest
from django.apps import apps
from django.core.management import CommandError
from django.db import connection, models, transaction
from django.utils import timezone

from home.models import SiteFacts
from membership.models import Consent, ContactProof, Message, Payment, Person, User
from portal.backup import dictionary, export, withheld
from portal.backup.export import written_value

AWKWARD = 'Ñandú "Lupe"\nsecond line, with commas; \N{HEBREW LETTER ALEF}\N{GRINNING FACE}'


@pytest.fixture
def exported(tmp_path, command):
    """Writes an export; returns its folder."""

    def run(name="out"):
        command("export_everything", to=tmp_path / name)
        return tmp_path / name

    return run


def rows_in(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def all_fields():
    return [field for model in export.exported_models() for field in model._meta.local_concrete_fields]


def all_models():
    return [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]


def test_each_table_has_all_its_rows_and_nobody_else_may_read(site, exported):
    folder = exported()
    wrong = {
        model._meta.label: len(rows)
        for model in export.exported_models()
        if len(rows := rows_in(folder, model._meta.db_table)) != model._base_manager.count()
    }
    assert (wrong, len(rows_in(folder, "wagtailcore_page")) > 90) == ({}, True)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert (folder / "membership_person.csv").read_bytes()[:4] == b'"id"'  # no mark before it


def test_awkward_values_come_out_as_they_are(site, exported):
    """Quotes, lines, other alphabets, a formula; nothing (NULL) is not the empty text."""
    now = timezone.now()
    person = Person.objects.create(given_name=AWKWARD, family_name="", town="=HYPERLINK(1)", language="es")
    folder = exported()
    row = next(row for row in rows_in(folder, "membership_person") if row["id"] == str(person.pk))
    assert (row["given_name"], row["family_name"], row["town"]) == (AWKWARD, "", "'=HYPERLINK(1)")
    assert row["created_at"].endswith("+00:00")
    assert row["created_at"][:16] == now.strftime("%Y-%m-%dT%H:%M")
    text = (folder / "membership_person.csv").read_text(encoding="utf-8")
    assert f'{person.pk},"{person.handle}",,"Ñandú ""Lupe""\nsecond' in text  # no login: NULL
    assert ',"","es",' in text  # no family name and no other name: empty


def test_json_is_json_in_every_alphabet(site, exported):
    """Pages' blocks too, which Python would turn into something else."""
    folder = exported()
    body = next(row["sections"] for row in rows_in(folder, "home_homepage") if row["sections"] != "[]")
    assert {"type", "value", "id"} <= set(json.loads(body)[0])
    raw = (folder / "home_standardpage.csv").read_text(encoding="utf-8")
    assert ("ñ" in raw, "\\u00f1" in raw) == (True, False)
    facts = rows_in(folder, "home_sitefacts")[0]
    assert json.loads(facts["hours"]) == json.loads(json.dumps(list(SiteFacts.load().hours.get_prep_value())))


@pytest.mark.parametrize(
    ("field", "value", "written"),
    [
        (models.TextField(), None, None),
        (models.TextField(), "", ""),
        (models.TextField(), "-5", "'-5"),
        (models.IntegerField(), -5, -5),
        (models.FloatField(), -0.5, -0.5),
        (models.JSONField(), '"=1"', '"=1"'),
        (models.JSONField(), "-1", "'-1"),
        (models.JSONField(), None, None),
        (models.BooleanField(), False, False),
    ],
)
def test_values_are_written_so_that_no_spreadsheet_runs_them(field, value, written):
    assert written_value(field, value) == written


def test_no_secret_leaves(site, exported):
    """Each kind of secret is in the database, and none of them in any file."""
    secrets = ["pbkdf2$zither-hash", "zither-code-hash", "zither-482913", "zither-session", "zither-demo-code"]
    person = Person.objects.first()
    User.objects.update(password=secrets[0])
    ContactProof.objects.create(
        subject="signature:1", kind="email", value="a@example.org", code_hash=secrets[1], made_at=timezone.now()
    )
    shared = {"channel": "email", "address": "a@example.org", "language": "es"}
    Message.objects.create(
        key="x", purpose="proof", person=person, context={"code": secrets[2]}, not_before=timezone.now(), **shared
    )
    apps.get_model("sessions.Session").objects.create(
        session_key=secrets[3], session_data="x", expire_date=timezone.now()
    )
    apps.get_model("portal.DemoMessage").objects.create(
        channel="email", address="a@example.org", body=f"Your code: {secrets[4]}"
    )
    folder = exported()
    text = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    assert [secret for secret in secrets if secret in text] == []
    assert ("a@example.org" in text, "zither" in text) == (True, False)


def test_every_column_that_smells_of_a_secret_is_declared():
    """A new one is written into `withheld.py`: as a secret, or as harmless with the reason."""
    smelling = {withheld.name_of(field) for field in all_fields() if withheld.smells(field)}
    declared = set(withheld.COLUMNS) | set(withheld.HARMLESS)
    assert smelling - declared == set()
    known = {
        withheld.name_of(field) for model in export.exported_models() for field in model._meta.local_concrete_fields
    }
    assert (declared - known, set(withheld.COLUMNS) & set(withheld.HARMLESS)) == (set(), set())


@pytest.mark.parametrize(
    "name", ["password", "api_token", "secret_key", "pin", "code", "code_hash", "otp_seed", "csrf_cookie"]
)
def test_such_a_name_smells(name):
    field = models.TextField(name=name)
    assert withheld.smells(field) is True


@pytest.mark.parametrize("name", ["town", "given_name", "opinion", "decoded", "body"])
def test_such_a_name_does_not(name):
    assert withheld.smells(models.TextField(name=name)) is False


def test_every_table_left_out_exists_and_has_a_reason():
    labels = {model._meta.label for model in all_models()}
    only_there = set() if connection.vendor == "sqlite" else {"wagtailsearch.SQLiteFTSIndexEntry"}
    assert set(withheld.TABLES) - labels == only_there
    assert [label for label, reason in withheld.TABLES.items() if len(reason) < 10] == []


def test_nothing_of_ours_is_left_out_but_what_is_drawn_again_and_invented():
    ours = {"home", "membership", "campaigns", "resources", "portal"}
    assert {label for label in withheld.TABLES if label.split(".")[0] in ours} == {
        "home.PortalRendition",
        "membership.NameWord",
        "portal.DemoMessage",
    }


def test_the_dictionary_has_every_column(site, exported):
    folder = exported()
    entries = {(row["table"], row["column"]): row for row in rows_in(folder, "dictionary")}
    assert set(entries) == {(field.model._meta.db_table, field.attname) for field in all_fields()}
    for model in export.exported_models():
        heading = (folder / f"{model._meta.db_table}.csv").read_text(encoding="utf-8").split("\n")[0]
        said = [
            column for (table, column), row in entries.items() if table == model._meta.db_table and not row["withheld"]
        ]
        assert [name.strip('"\r') for name in heading.split(",")] == said


def test_the_dictionary_says_what_a_column_means():
    rows = {(row[0], row[1]): dict(zip(dictionary.HEADING, row, strict=True)) for row in dictionary.dictionary()}
    method = rows["membership_payment", "method"]
    assert (method["personal"], method["why_kept"]) == ("yes", str(Payment.keeping.why))
    assert "cash = " in method["choices"]
    person = rows["membership_consent", "person_id"]
    assert (person["refers_to"], person["until_when"]) == ("membership_person", str(Consent.keeping.until))
    assert rows["membership_user", "password"]["withheld"] == withheld.COLUMNS["membership.User.password"]
    assert (rows["account_emailaddress", "email"]["personal"], rows["home_footertext", "tagline"]["personal"]) == (
        "yes",
        "no",
    )
    assert rows["account_emailaddress", "email"]["until_when"] == "As long as the login is there."


def test_the_readme_names_files_that_exist(site, exported):
    folder = exported()
    text = (folder / "README.txt").read_text(encoding="utf-8")
    named = {
        word.strip(".,;") for word in text.split() if word.endswith((".csv", ".csv,", ".csv;")) and "…" not in word
    }
    assert (named - {path.name for path in folder.iterdir()}, len(named) > 6) == (set(), True)
    assert [label for label in withheld.TABLES if label not in text] == []


def test_a_folder_that_is_there_is_not_touched(site, exported, tmp_path):
    (tmp_path / "out").mkdir()
    with pytest.raises(CommandError, match="is there already: an export goes into a new folder"):
        exported()
    assert list((tmp_path / "out").iterdir()) == []


def test_an_export_that_fails_leaves_nothing(site, exported, tmp_path, monkeypatch):
    monkeypatch.setattr(export, "AT_ONCE", 0)
    with pytest.raises(ValueError, match="Chunk size"):
        exported()
    assert list(tmp_path.iterdir()) == []


def test_all_tables_are_of_one_moment(places, exported):
    """Somebody who writes meanwhile is not kept waiting, and not in it."""
    places.with_site()
    with export.one_moment():
        before = Person.objects.count()
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("INSERT INTO campaigns_grant (name, funder) VALUES ('new', 'x')")
            cursor.execute("UPDATE membership_person SET town = 'Elsewhere'")
        other.close()
        assert Person.objects.filter(town="Elsewhere").count() == 0
        assert Person.objects.count() == before
    assert Person.objects.filter(town="Elsewhere").count() == before
    with transaction.atomic(), export.one_moment():
        assert Person.objects.count() == before
