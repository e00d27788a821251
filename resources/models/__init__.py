from resources.models.pages import ResourceIndexPage, ResourcePage
from resources.models.resource import Resource
from resources.models.topic import Topic, TopicText

__all__ = ["Resource", "ResourceIndexPage", "ResourcePage", "Topic", "TopicText"]
