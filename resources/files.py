"""Who may have a file of the media library, as far as guides have a say."""

from wagtail.models import ReferenceIndex

from resources.access import readable_resources
from resources.models import Resource, ResourcePage


def may_have(document, request):
    """True unless a guide keeps `document` from whoever asks: as its file, or because only its stories link to it."""
    readable = readable_resources(Resource.objects, request)
    guides = Resource.objects.filter(file=document)
    if guides.exists():
        return not guides.exclude(pk__in=readable).exists()
    stories, elsewhere = links_to(document)
    return elsewhere or not stories or readable.filter(faces__in=stories).exists()


def links_to(document):
    """The pages of guides whose stories link to `document`, and whether anything else does."""
    places = ReferenceIndex.get_references_to(document).select_related("content_type")
    stories = {int(place.object_id) for place in places if place.content_type.model_class() is ResourcePage}
    return stories, any(place.content_type.model_class() is not ResourcePage for place in places)
