from django.db import transaction
from wagtail.models import Locale

from portal.center import read_toml
from portal.pack import library, petitions, site
from portal.pack.dues import load_rates
from portal.pack.pages import PageTree, make_room, put_at_root
from portal.pack.people import ensure_roles
from portal.pack.tracks import load_tracks


def load_pack(center, say=lambda line: None):
    """Fills an empty database with the first site of `center`: all or nothing. `say` is told what is being done.

    Raises PackError when the pack contradicts itself.
    """
    plan = read_toml(center.root / "pages.toml")
    with transaction.atomic():
        for language in center.languages:
            Locale.objects.get_or_create(language_code=language)
        ensure_roles()
        reviews, pictures = site.load_reviews(plan.get("law", [])), site.load_pictures(center)
        records = petitions.load_campaigns(plan)
        guides = library.load_library(center, plan)
        tree = PageTree(center, plan["page"], reviews, pictures, guides, records)
        say(f"{len(plan['page'])} pages in {center.languages[center.default_language]}")
        make_room()
        tree.make()
        put_at_root(tree.pages[plan["page"][0]["id"]])
        for language, name in center.languages.items():
            if language != center.default_language:
                say(f"{len(plan['page'])} pages in {name}")
                tree.translate(language)
        site.load_facts(center)
        site.load_footer(center)
        load_rates(center, plan.get("dues", []))
        load_tracks(center, guides)
        petitions.open_pages_to_organizers()
        if "alert" in plan:
            site.load_alert(center, plan["alert"], tree.pages)
