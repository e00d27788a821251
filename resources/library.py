"""The list of guides as somebody asked for it: words, topics, for whom, which page of it."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils.functional import cached_property

from home.paging import NearestPaginator
from home.searching import clean_query, index_words
from resources.enums import Audience

PER_PAGE = 24


@dataclass(frozen=True)
class Choice:
    """One checkbox of a filter."""

    value: str
    label: str
    count: int
    chosen: bool
    lang_attribute: str = ""


class Library:
    """Reads the guides once, whatever their number, and counts in memory: a library has hundreds, not millions.

    `faces` are the pages that the reader may see, `topics` all topics of the library, `asked` is the query of the
    address; what it cannot mean is ignored.
    """

    def __init__(self, faces, topics, asked):
        self.faces = faces
        self.topics = list(topics.prefetch_related("texts"))
        self.words = clean_query(asked.get("q", ""))
        self.asked_topics = set(asked.getlist("topic"))
        self.asked_audiences = set(asked.getlist("audience")) & {Audience.WORKERS, Audience.EMPLOYERS}
        self.page = NearestPaginator(self.found, PER_PAGE).get_page(asked.get("page"))

    @cached_property
    def rows(self):
        """All guides as (page, record, audience), in the order of the list."""
        return list(self.faces.values_list("pk", "resource_id", "resource__audience"))

    @cached_property
    def topics_of(self):
        """The topics of each record, in their own order."""
        by_id = {topic.pk: topic for topic in self.topics}
        links = self.faces.model.resource.field.related_model.topics.through.objects.order_by("topic_id")
        found = defaultdict(list)
        for record, topic in links.filter(topic__in=by_id).values_list("resource_id", "topic_id"):
            found[record].append(by_id[topic])
        return found

    @cached_property
    def matching(self):
        """The pages with all of the words, else with any of them, the best first; None when no words were asked for."""
        if not self.words:
            return None
        words = index_words(self.words)
        pages = self.faces.model.objects.filter(pk__in=[page for page, _, _ in self.rows])
        for operator in ("and", "or") if words else ():
            found = [page.pk for page in pages.search(words, operator=operator)]
            if found:
                return found
        return []

    @cached_property
    def found(self):
        fitting = [page for page, record, audience in self.rows if self.fits(record, audience)]
        if self.matching is None:
            return fitting
        return [page for page in self.matching if page in set(fitting)]

    def fits(self, record, audience):
        slugs = {topic.slug for topic in self.topics_of[record]}
        return (not self.known_topics or bool(self.known_topics & slugs)) and (
            not self.asked_audiences or audience in {*self.asked_audiences, Audience.BOTH}
        )

    @cached_property
    def known_topics(self):
        return self.asked_topics & {topic.slug for topic in self.topics}

    @property
    def is_filtered(self):
        return bool(self.words or self.known_topics or self.asked_audiences)

    @property
    def total(self):
        return len(self.found)

    @cached_property
    def topic_choices(self):
        counts = Counter(topic.slug for _, record, _ in self.rows for topic in self.topics_of[record])
        named = [(topic, topic.words()) for topic in self.topics if counts[topic.slug]]
        return [
            Choice(
                topic.slug,
                words.name if words else topic.slug,
                counts[topic.slug],
                topic.slug in self.known_topics,
                words.lang_attribute if words else "",
            )
            for topic, words in named
        ]

    @cached_property
    def audience_choices(self):
        counts = Counter(audience for _, _, audience in self.rows)
        return [
            Choice(one.value, one.label, counts[one] + counts[Audience.BOTH], one in self.asked_audiences)
            for one in (Audience.WORKERS, Audience.EMPLOYERS)
        ]

    @cached_property
    def cards(self):
        """The guides of this page of the list, each with its `topics` and the `languages` it can be read in."""
        by_id = self.faces.in_bulk(list(self.page.object_list))
        cards = [by_id[page] for page in self.page.object_list]
        languages = languages_of(self.faces.model, {card.resource_id for card in cards})
        for card in cards:
            card.topics, card.languages = self.topics_of[card.resource_id], languages[card.resource_id]
            card.thread = next((topic.thread for topic in card.topics), "")
        return cards


def languages_of(pages, records):
    """The languages in which each of `records` has a published page."""
    found = defaultdict(set)
    published = pages.objects.live().filter(resource__in=records)
    for record, language in published.values_list("resource_id", "language"):
        found[record].add(language)
    return found
