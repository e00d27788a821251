"""The maintained counter: no page counts signatures, so nothing else may change this number."""

from django.db import transaction
from django.db.models import F

from campaigns.models import Petition


def add_to_count(petition, change):
    """Changes the counter of `petition` by `change`, inside the transaction that confirms or takes back signatures."""
    Petition.objects.filter(pk=petition.pk).update(signature_count=F("signature_count") + change)


def mend_counts():
    """Counts every petition's confirmed signatures anew; maps the names of wrong ones to pairs (kept, counted)."""
    found = {petition.name: mend_count(petition.pk) for petition in Petition.objects.all()}
    return {name: pair for name, pair in found.items() if pair[0] != pair[1]}


def mend_count(pk):
    """Counts while nobody can sign: a signature in between would be lost."""
    with transaction.atomic():
        petition = Petition.objects.locked().get(pk=pk)
        kept, counted = petition.signature_count, petition.signatures.confirmed().count()
        if kept != counted:
            add_to_count(petition, counted - kept)
        return kept, counted
