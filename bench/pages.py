"""What the library, the campaigns and the archive of shows grow to: records, and their pages in all languages."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from bench.copies import Copies
from bench.rows import numbers, write
from campaigns.models import Campaign, CampaignPage, Petition, PetitionPage
from home.models import MediaPage
from resources.models import Resource, ResourcePage, Topic

SHARES = {ResourcePage: 0.12, CampaignPage: 0.04, PetitionPage: 0.09}  # what is left are shows
GOING_ON = 10  # of so many campaigns, one; the others are over
NAME = "bench-{}"


def shares_of(number):
    """How many of `number` pages in one language are of each kind; one of each at least."""
    counts = {model: max(1, round(number * share)) for model, share in SHARES.items()}
    return counts | {MediaPage: max(1, number - sum(counts.values()))}


def write_pages(number, chance):
    """Adds `number` pages, the same in each language; returns the petitions behind them."""
    counts = shares_of(number // len(settings.CENTER.languages))
    draw = chance.draw("pages")
    resources = write_resources(counts[ResourcePage], chance.today, draw)
    campaigns = write_campaigns(counts[CampaignPage])
    petitions = write_petitions(campaigns, counts[PetitionPage], chance.today)
    copies, now = Copies(draw), timezone.now()
    copies.add(ResourcePage, [{"resource": one} for one in resources])
    copies.add(CampaignPage, [{"campaign": one} for one in campaigns])
    copies.add(PetitionPage, [{"petition": one} for one in petitions], below=above(copies))
    copies.add(MediaPage, [{"aired_at": now - timedelta(days=age)} for age in range(counts[MediaPage])])
    copies.write()
    return petitions


def above(copies):
    """Finds the page that a petition's page stands under: its campaign's in the same language."""
    pages = {(page.campaign.pk, page.language): page for page in copies.made[CampaignPage]}
    return lambda face, values: pages[values["petition"].campaign.pk, face.language]


def write_resources(count, today, draw):
    ids, topics, due = numbers(Resource), list(Topic.objects.all()), today + timedelta(days=365)
    rows = [Resource(pk=next(ids), name=f"Guide {number}", owner="Bench", review_due=due) for number in range(count)]
    write(Resource, rows)
    links = Resource.topics.through
    write(links, (links(resource=row, topic=draw.choice(topics)) for row in rows))
    return rows


def write_campaigns(count):
    ids = numbers(Campaign)
    rows = [
        Campaign(pk=next(ids), name=f"Campaign {number}", slug=NAME.format(number), is_open=number % GOING_ON == 0)
        for number in range(count)
    ]
    write(Campaign, rows)
    return rows


def write_petitions(campaigns, count, today):
    """Spread over `campaigns`; the first of the first one is open, like its campaign."""
    ids = numbers(Petition)
    rows = [
        Petition(
            pk=next(ids),
            campaign=campaigns[number % len(campaigns)],
            name=f"Petition {number}",
            slug=NAME.format(number),
            opens_on=today - timedelta(days=300),
        )
        for number in range(count)
    ]
    write(Petition, rows)
    return rows
