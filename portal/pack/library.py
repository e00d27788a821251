"""The records behind the guides: topics in all languages, and what is known of each guide."""

from portal.pack.stories import PackError
from resources.models import Resource, Topic, TopicText


def load_library(center, plan):
    """Guides of the pack by their short names. Raises PackError for a topic that is not there."""
    topics = {entry["id"]: load_topic(center, entry) for entry in plan.get("topic", [])}
    return {entry["id"]: load_resource(entry, topics) for entry in plan.get("resource", [])}


def load_topic(center, entry):
    topic, _ = Topic.objects.update_or_create(slug=entry["id"], defaults={"thread": entry["thread"]})
    for language in center.languages:
        name = center.content(language, "resources")["topics"][entry["id"]]
        TopicText.objects.update_or_create(record=topic, language=language, defaults={"name": name})
    return topic


def load_resource(entry, topics):
    unknown = set(entry["topics"]) - set(topics)
    if unknown:
        raise PackError(f"{entry['id']}: there is no topic “{unknown.pop()}”.")
    fields = {key: value for key, value in entry.items() if key not in ("id", "name", "topics")}
    resource, _ = Resource.objects.update_or_create(name=entry["name"], defaults=fields)
    resource.topics.set(topics[name] for name in entry["topics"])
    return resource
