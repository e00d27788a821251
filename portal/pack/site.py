"""What stands around the pages: facts, footer, alert, legal checks."""

from urllib.parse import urlsplit

from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.models import Site

from home.models import Alert, AlertText, Footer, FooterText, LawReview, PortalImage, SiteFacts

FOOTER_WORDS = {
    "tagline": "tagline",
    "promise": "footer_promise",
    "emergency": "emergency",
    "trackers": "footer_trackers",
    "made_by": "footer_made",
    "demonstration_note": "demonstration_note",
}


def place_site(base_url):
    """Tells Wagtail's site where it is reached, so that "view live" leads there; a port of its own may change."""
    address = urlsplit(base_url)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.filter(is_default_site=True).update(hostname=address.hostname, port=port)
    Site.clear_site_root_paths_cache()


def load_facts(center):
    facts = SiteFacts.load()
    for name, value in center.facts.items():
        setattr(facts, name, [("hours", row) for row in value] if name == "hours" else value)
    facts.save()


def load_reviews(entries):
    """Legal checks of the pack by their short names."""
    reviews = {}
    for entry in entries:
        fields = {key: value for key, value in entry.items() if key not in ("id", "name")}
        reviews[entry["id"]], _ = LawReview.objects.update_or_create(name=entry["name"], defaults=fields)
    return reviews


def load_pictures(center):
    """The pictures of the pack's media folder in the library; maps file names to ids."""
    ids = {}
    for path in sorted((center.root / "media").glob("*.png")):
        with path.open("rb") as file:
            picture = PortalImage(title=path.stem.replace("-", " ").capitalize())
            picture.file = ImageFile(file, name=path.name)
            picture.save()
        ids[path.name] = picture.pk
    return ids


def load_footer(center):
    footer = Footer.load()
    for language in center.languages:
        words = center.content(language, "site")
        defaults = {name: words.get(key, "") for name, key in FOOTER_WORDS.items()}
        FooterText.objects.update_or_create(record=footer, language=language, defaults=defaults)


def load_alert(center, entry, pages):
    alert, _ = Alert.objects.update_or_create(
        name=entry["name"],
        defaults={
            "severity": entry["severity"],
            "starts_at": timezone.now(),
            "link_page_id": pages[entry["link"]].pk if entry.get("link") else None,
        },
    )
    for language in center.languages:
        words = center.content(language, "site")
        defaults = {name: words[f"alert_{name}"] for name in ("label", "text", "link_label")}
        AlertText.objects.update_or_create(record=alert, language=language, defaults=defaults)
