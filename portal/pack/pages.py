"""The page tree of a pack: made in the default language, then translated through wagtail-localize's own machinery."""

from dataclasses import dataclass, field

from django.apps import apps
from django.utils import timezone
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from portal.pack.stories import PackError, Story

WORDS = (
    *("title", "slug", "seo_title", "summary", "search_words", "heading", "lead", "transcript_heading"),
    *("target", "salutation", "when_reached", "thanks_heading", "thanks_text"),
)
SHARED = ("symbol", "duration", "spoken_languages", "demonstration", "station", "kind", "portraits")
STREAMS = ("body", "sections", "letter")
RECORDS = ("campaign", "petition")


@dataclass
class PageTree:
    """Makes and translates the pages that `entries` (the tables of pages.toml) describe."""

    center: object
    entries: list
    reviews: dict
    pictures: dict
    resources: dict = field(default_factory=dict)
    records: dict = field(default_factory=dict)
    pages: dict = field(default_factory=dict)

    @property
    def ids(self):
        return {name: page.pk for name, page in self.pages.items()}

    def make(self):
        """First all pages, so that they can link to each other; then their stories."""
        locale = Locale.objects.get(language_code=self.center.default_language)
        for entry in self.entries:
            self.pages[entry["id"]] = self.make_page(entry, locale)
        for entry in self.entries:
            page = self.pages[entry["id"]]
            self.fill(page, entry["id"], self.words(entry["id"], self.center.default_language))
            page.save_revision().publish()

    def make_page(self, entry, locale):
        app, _, name = entry["type"].rpartition(".")
        model = apps.get_model(app or "home", name)
        words = self.words(entry["id"], self.center.default_language)
        page = model(locale=locale, live=False, show_in_menus=entry.get("menu", False))
        for name in SHARED:
            if name in entry:
                setattr(page, name, entry[name])
        if "aired_at" in entry:
            page.aired_at = timezone.make_aware(entry["aired_at"])
        page.law_review = self.reviews.get(entry.get("law"))
        if "resource" in entry:
            page.resource = self.resources[entry["resource"]]
        for name in RECORDS:
            if name in entry:
                setattr(page, name, self.records[entry[name]])
        set_words(page, words)
        parent = self.pages[entry["parent"]] if "parent" in entry else Page.get_first_root_node()
        return parent.add_child(instance=page)

    def words(self, name, language):
        return self.center.content(language, name)

    def fill(self, page, name, words):
        """Puts the streams of a content file on `page`."""
        story = Story(name, self.ids, self.pictures)
        for stream in STREAMS:
            if stream in words:
                setattr(page, stream, story.stream(stream, words[stream]))
        if "transcript" in words:
            page.transcript = story.stream("transcript", [line | {"type": "line"} for line in words["transcript"]])
        if "primary_label" in words:
            buttons = [
                {"label": words[f"{at}_label"], "target": words[f"{at}_target"]} for at in ("primary", "secondary")
            ]
            page.buttons = [
                {"type": "link", "id": story.id("buttons", index), "value": story.link(button)}
                for index, button in enumerate(buttons)
            ]

    def translate(self, language):
        locale = Locale.objects.get(language_code=language)
        for entry in self.entries:
            self.translate_page(entry["id"], locale)

    def translate_page(self, name, locale):
        """Raises PackError when the two languages of a page differ in shape, or a text stays untranslated."""
        page = self.pages[name].specific_class.objects.get(pk=self.pages[name].pk)
        source, _ = TranslationSource.update_or_create_from_instance(page)
        translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
        for segment, text in self.paired(source, page, name, locale):
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                defaults={"data": text, "translation_type": "manual", "tool_name": "pack", "has_error": False},
            )
        # Publishing in save_target would publish a stale copy in on_commit and lose the parent's count of children.
        translation.save_target(publish=False)
        translation.get_target_instance().get_latest_revision().publish()
        done, total = reversed(translation.get_progress())
        if done != total:
            raise PackError(f"{name} in {locale.language_code}: {total - done} texts are not translated.")

    def paired(self, source, page, name, locale):
        """The texts of `page` with those of its content file in `locale`, paired by place and order."""
        other = page.specific_class(locale=page.locale)
        words = self.words(name, locale.language_code)
        set_words(other, words)
        self.fill(other, name, words)
        segments = StringSegment.objects.filter(source=source).select_related("string", "context").order_by("order")
        texts = [value for value in extract_segments(other) if isinstance(value, StringSegmentValue)]
        ours = [(segment.context.path, segment) for segment in segments]
        theirs = [(value.path, value.string.data) for value in texts]
        if [path for path, _ in ours] != [path for path, _ in theirs]:
            raise PackError(f"{name}: {locale.language_code} has other parts than {page.locale.language_code}.")
        return [(segment, text) for (_, segment), (_, text) in zip(ours, theirs, strict=True)]


def set_words(page, words):
    for name in WORDS:
        if name in words:
            setattr(page, name, words[name])


def make_room():
    """Renames the page that came with the database: it holds the slug that the home page wants."""
    old = Site.objects.get(is_default_site=True).root_page
    old.slug = "before-the-portal"
    old.save()


def put_at_root(home):
    """Makes `home` the site's root and removes the page that came with the database."""
    site = Site.objects.get(is_default_site=True)
    old = site.root_page
    site.root_page = home
    site.save()
    old.delete()
