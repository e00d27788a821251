"""Everything that is generated, in the order in which one thing needs the other. Needs the apps to be ready."""

from django.db import transaction
from wagtail.models import Page, Revision

from bench.dues import Dues
from bench.events import write_events
from bench.pages import write_pages
from bench.paths import write_paths
from bench.people import People
from bench.rows import analyze, go_on_counting
from bench.signatures import write_signatures
from campaigns.models import Attendance, Campaign, Event, EventText, Petition, Signature
from membership.models import CashBatch, Payment, Person, User
from resources.models import Resource

NUMBERED_HERE = (
    *(Attendance, Campaign, CashBatch, Event, EventText, Page, Payment, Person, Petition, Resource, Revision),
    *(Signature, User),
)


def nobody(line):
    """Whom nothing is told."""


def generate(size, chance, say=nobody):
    """Adds a crowd of `size` to a loaded demonstration, all or nothing; `say` is told what was written."""
    with transaction.atomic():
        people = People(size, chance)
        people.write()
        say(f"{len(people.rows):,} people")
        say(f"{Dues(people.members, chance).write():,} lines of the ledger")
        petitions = write_pages(size.pages, chance)
        say(f"{size.pages:,} pages")
        say(f"{write_signatures(size.signatures, petitions, people.ids, chance):,} signatures")
        say(f"{len(write_events(people.ids, chance)):,} events")
        write_paths(people.members, chance)
        go_on_counting(*NUMBERED_HERE)
        analyze()
