"""What happens beside: the outbox forgets whom we erase, and what visitors read is made anew after a change."""

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import post_page_move

from campaigns.models import Campaign, Grant, Petition
from home.models import LawReview, PortalDocument, PortalImage
from home.words import RecordWithWords, WordsInLanguage
from membership.signals import person_erased
from portal.models import DemoMessage
from portal.page_cache import begin_generation
from resources.models import Resource

# Whatever stands on pages that everybody may read, but for what people do there: counts may be a minute old.
SHOWN = (
    Page,
    PageViewRestriction,
    Redirect,
    Site,
    Locale,
    BaseGenericSetting,
    PortalImage,
    PortalDocument,
    LawReview,
    RecordWithWords,
    WordsInLanguage,
    Campaign,
    Grant,
    Petition,
    Resource,
)


@receiver(person_erased)
def empty_outbox(sender, person, **kwargs):
    """The demonstration's outbox shows messages to everybody: those to an erased person go too."""
    DemoMessage.objects.filter(address__in=person.contacts.values("value")).delete()


@receiver([post_save, post_delete, m2m_changed])
def purge_after_change(sender, instance, **kwargs):
    """A draft names the columns that it saves; what is published does not."""
    if isinstance(instance, SHOWN) and not (isinstance(instance, Page) and kwargs.get("update_fields")):
        transaction.on_commit(begin_generation)


@receiver([post_page_move, person_erased])
def purge_after_move(sender, **kwargs):
    transaction.on_commit(begin_generation)
