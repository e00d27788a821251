from home.models.facts import SiteFacts
from home.models.law import LawReview
from home.models.media import PortalDocument, PortalImage, PortalRendition
from home.models.notices import Alert, AlertText, Footer, FooterText
from home.models.pages import (
    HelpPage,
    HomePage,
    MediaIndexPage,
    MediaPage,
    ProgramIndexPage,
    ProgramPage,
    StandardPage,
)

__all__ = [
    "Alert",
    "AlertText",
    "Footer",
    "FooterText",
    "HelpPage",
    "HomePage",
    "LawReview",
    "MediaIndexPage",
    "MediaPage",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "ProgramIndexPage",
    "ProgramPage",
    "SiteFacts",
    "StandardPage",
]
