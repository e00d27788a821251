from django.db import transaction
from django.db.models import Q
from django.utils import timezone


def end_campaign(campaign):
    """Closes the petitions of an ended `campaign` today: names are kept until 90 days after that day."""
    today = timezone.localdate()
    with transaction.atomic():
        going_on = campaign.petitions.filter(Q(closes_on=None) | Q(closes_on__gt=today), opens_on__lte=today)
        return going_on.update(closes_on=today)
