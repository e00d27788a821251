from campaigns.models.pages import CampaignIndexPage, CampaignPage, PetitionPage
from campaigns.models.records import Campaign, Grant, Petition
from campaigns.models.signature import Signature

__all__ = ["Campaign", "CampaignIndexPage", "CampaignPage", "Grant", "Petition", "PetitionPage", "Signature"]
