"""Reading a guide counts on paths to leadership: which guides there are, and where they are read."""

from django.utils.translation import gettext_lazy as _

from home.faces import address_in_readers_language, addresses_of_records
from membership.countable import ANY, Countable, register
from membership.enums import ParticipationKind
from resources.models import Resource, ResourceIndexPage, ResourcePage
from resources.services.reading import subject_of


def guides():
    return [(subject_of(resource), resource.name) for resource in Resource.objects.all()]


def addresses(narrowings):
    """The page of each guide that is asked for, the library for any."""
    wanted = {subject for _tag, subject in narrowings if subject}
    found = pages_of(wanted) if wanted else {}
    return found | {ANY: address_in_readers_language(ResourceIndexPage.objects)} if ANY in narrowings else found


def pages_of(subjects):
    resources = [resource for resource in Resource.objects.cleared().only("pk") if subject_of(resource) in subjects]
    faces = ResourcePage.objects.live().public().filter(resource__in=resources).defer_streamfields()
    found = addresses_of_records(faces, "resource_id")
    return {("", subject_of(resource)): found.get(resource.pk, "") for resource in resources}


register(
    ParticipationKind.READ,
    Countable(any_label=_("Any guide"), button=_("Read the guide"), subjects=guides, addresses=addresses),
)
