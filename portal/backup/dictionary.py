"""What each column of an export means, for whoever opens it without us."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.text import Truncator
from django.utils.translation import override

from membership.keeping import declarations
from membership.models import Person
from membership.sheets import plain_text
from portal.backup.export import exported_models, write_csv
from portal.backup.sealed import only_for_owner
from portal.backup.withheld import COLUMNS, TABLES, name_of

HEADING = [
    *("table", "column", "meaning", "type", "required", "choices", "refers_to"),
    *("personal", "why_kept", "until_when", "withheld"),
]
# What libraries bring has no declaration of ours.
OF_A_LOGIN = ("It belongs to a login.", "As long as the login is there.")
OF_THE_WEBSITE = ("The website is made of it.", "As long as the website uses it.")
PERSONAL_IN_LIBRARIES = {
    *("account.EmailAddress.email", "wagtailusers.UserProfile.avatar"),
    *("wagtailcore.Comment.text", "wagtailcore.CommentReply.text"),
}
MANY = 2000  # characters of choices


def write_dictionary(folder):
    with override(settings.LANGUAGE_CODE):
        return write_csv(folder / "dictionary.csv", HEADING, dictionary())


def dictionary():
    """A row for each column of each table, those that are withheld too."""
    kept = declarations()
    for model in exported_models():
        for field in model._meta.local_concrete_fields:
            yield [plain_text(text) for text in entry(field, kept.get(model))]


def entry(field, keeping):
    why, until = (keeping.why, keeping.until) if keeping else reason_of_library(field.model)
    yield from (field.model._meta.db_table, field.attname)
    yield ". ".join(str(text) for text in (field.verbose_name, field.help_text) if text)
    yield field.get_internal_type()
    yield "no" if field.null or field.blank else "yes"
    yield Truncator("; ".join(f"{value} = {label}" for value, label in field.flatchoices)).chars(MANY)
    yield field.related_model._meta.db_table if field.is_relation else ""
    yield "yes" if is_personal(field, keeping) else "no"
    yield from (why, until, COLUMNS.get(name_of(field), ""))


def reason_of_library(model):
    ends_with_login = any(names_somebody(field) and not field.null for field in model._meta.local_concrete_fields)
    return OF_A_LOGIN if ends_with_login else OF_THE_WEBSITE


def is_personal(field, keeping):
    """As the declaration says; where there is none, also what names a login or a person is."""
    if keeping:
        return field.name in keeping.personal
    return names_somebody(field) or name_of(field) in PERSONAL_IN_LIBRARIES


def names_somebody(field):
    return field.is_relation and field.related_model in (Person, get_user_model())


README = """Everything that {center} keeps in its portal, as of {made_at}.

One file a table, {tables} in all, with {rows:,} rows. They are text files (CSV, UTF-8) that LibreOffice, Excel, Google
Sheets and any database read. dictionary.csv says what each column means, what it refers to, whether it is personal,
why it is kept and until when.

How values are written
  - A column whose name ends in _id holds the number of a row in another table; dictionary.csv says in which.
  - Money is in cents: 1250 is 12.50.
  - Days are 2026-03-07; times are 2026-03-07T17:30:00+00:00, in universal time (UTC).
  - Text stands in quotes. Nothing between two commas means: not known. "" means: known to be empty.
  - Lists and texts of pages are JSON.
  - A text that a spreadsheet would take for a formula (it begins with = + - @ or a tab) has a ' before it, telephone
    numbers like +1… too. Whoever reads the files with a program takes that one sign away.

Where to begin
  membership_person.csv         the people; membership_contactpoint.csv their telephones and e-mails
  membership_payment.csv        every payment; reverses_id names the one that a line takes back
  campaigns_signature.csv       who signed which petition
  campaigns_rsvp.csv            who said they come; campaigns_attendance.csv who came
  membership_consent.csv        who agreed to what, and when
  wagtailcore_page.csv          every page; the tables named …page.csv hold its words

What is not here
  Pictures and files: they are in the media folder and in the backup.
  Nothing that opens a door: {secrets}.
{left_out}

This folder is about people. Keep it where only those look who need it, send it encrypted, and delete it afterwards.
"""


def write_readme(folder, counts, made_at):
    left_out = "\n".join(f"  {label}: {reason}" for label, reason in sorted(TABLES.items()))
    text = README.format(
        center=settings.CENTER.name,
        made_at=made_at,
        tables=len(counts),
        rows=sum(counts.values()),
        secrets=", ".join(sorted(COLUMNS)),
        left_out=left_out,
    )
    with open(folder / "README.txt", "x", encoding="utf-8", opener=only_for_owner) as file:
        file.write(text)
