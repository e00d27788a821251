"""Campaigns and petitions of the pack, and the invented signatures of a demonstration."""

from datetime import timedelta
from itertools import cycle

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from wagtail.models import GroupPagePermission

from campaigns.enums import CommentState, Display, SignatureState
from campaigns.models import Campaign, CampaignIndexPage, Petition, Signature
from campaigns.services.counting import add_to_count
from membership.models import Person
from portal.center import read_toml
from portal.pack.people import PAGE_RIGHTS, permission

BETWEEN = timedelta(minutes=37)


def load_campaigns(plan):
    """Campaigns and petitions of the pack by their short names, which all of them share."""
    records = {}
    for entry in plan.get("campaign", []):
        records[entry["slug"]], _ = Campaign.objects.update_or_create(slug=entry["slug"], defaults=entry)
    for entry in plan.get("petition", []):
        values = {key: value for key, value in entry.items() if key != "signatures"}
        values["campaign"] = records[entry["campaign"]]
        records[entry["slug"]], _ = Petition.objects.update_or_create(slug=entry["slug"], defaults=values)
    return records


def open_pages_to_organizers():
    """Organizers write the pages of campaigns, in every language, and no others."""
    organizers = Group.objects.get(name="Organizer")
    for page in CampaignIndexPage.objects.all():
        for codename in PAGE_RIGHTS:
            right = permission("wagtailcore", codename)
            GroupPagePermission.objects.get_or_create(group=organizers, page=page, permission=right)


def make_demo_signatures(center):
    """Invented signatures for the petitions of the pack: most without a name, a few by plainly fictional people.

    Does nothing when somebody signed already.
    """
    if Signature.objects.exists():
        return
    entries = read_toml(center.root / "pages.toml").get("petition", [])
    people = read_toml(center.root / "content" / "signers.toml") if entries else {}
    for entry in entries:
        petition = Petition.objects.filter(slug=entry["slug"]).first()
        if petition:
            sign_many(petition, entry.get("signatures", 0), people.get(entry["slug"], []))


def sign_many(petition, number, named):
    languages, now = cycle(["es", "pt-br", "es", "en"]), timezone.now()
    with transaction.atomic():
        rows = [signed(petition, next(languages), now - BETWEEN * age) for age in range(len(named), number)]
        for age, entry in enumerate(named):
            rows.append(signed_by(entry, signed(petition, entry["language"], now - BETWEEN * (age + 1))))
        Signature.objects.bulk_create(rows, batch_size=500)
        add_to_count(petition, len(rows))


def signed(petition, language, moment):
    return Signature(
        petition=petition,
        language=language,
        state=SignatureState.CONFIRMED,
        created_at=moment,
        confirmed_at=moment,
        source="demonstration",
    )


def signed_by(entry, signature):
    """`signature` with the name, town and words of an invented person."""
    signature.person, _ = Person.objects.get_or_create(
        given_name=entry["given_name"],
        family_name=entry["family_name"],
        defaults={"town": entry["town"], "language": entry["language"]},
    )
    signature.display = Display(entry["display"])
    signature.comment, signature.comment_state = entry.get("comment", ""), CommentState.APPROVED
    return signature
