"""What never leaves by an export, and why: whole tables, and single columns."""

import re

REDRAWN = "The site makes these again by itself."
COPIES = "A copy of words that stand in other tables, for searching."
OWN_KIND = "The site has its own table for these; this one stays empty."
PIECES = "The pieces from which translations are put together; the pages hold their words."
NO_STEPS = "Approval in steps is not used; these stay empty, or hold what Wagtail brings."
MOMENT = "Who has which form open at this moment."

TABLES = {
    "portal.DemoMessage": "The letters of a demonstration, with log-in codes in them.",
    "sessions.Session": "Whoever has a session's key is logged in.",
    "usersessions.UserSession": "Whoever has a session's key is logged in.",
    "mfa.Authenticator": "The second factors of staff.",
    "account.EmailConfirmation": "Keys that confirm an address.",
    "wagtailcore.APIToken": "Keys for programs.",
    "django_tasks_database.DBTaskResult": "Work of the last days, named by numbers only.",
    "membership.NameWord": COPIES,
    "wagtailsearch.IndexEntry": COPIES,
    "wagtailsearch.SQLiteFTSIndexEntry": COPIES,
    "wagtailcore.ReferenceIndex": REDRAWN,
    "home.PortalRendition": REDRAWN,
    "wagtailembeds.Embed": REDRAWN,
    "wagtailimages.Image": OWN_KIND,
    "wagtailimages.Rendition": OWN_KIND,
    "wagtaildocs.Document": OWN_KIND,
    "wagtailadmin.Admin": "Holds nothing: the editor's permissions hang on it.",
    "wagtailadmin.EditingSession": MOMENT,
    "wagtailadmin.FormState": MOMENT,
    "wagtailcore.UploadedFile": MOMENT,
    "wagtailcore.WorkflowPage": NO_STEPS,
    "wagtailcore.WorkflowContentType": NO_STEPS,
    "wagtailcore.WorkflowState": NO_STEPS,
    "wagtailcore.Workflow": NO_STEPS,
    "wagtailcore.WorkflowTask": NO_STEPS,
    "wagtailcore.Task": NO_STEPS,
    "wagtailcore.TaskState": NO_STEPS,
    "wagtailcore.GroupApprovalTask": NO_STEPS,
    "wagtailcore.GroupApprovalTask_groups": NO_STEPS,
    "wagtail_localize.TranslatableObject": PIECES,
    "wagtail_localize.TranslationContext": PIECES,
    "wagtail_localize.Template": PIECES,
    "wagtail_localize.StringSegment": PIECES,
    "wagtail_localize.TemplateSegment": PIECES,
    "wagtail_localize.RelatedObjectSegment": PIECES,
    "wagtail_localize.OverridableSegment": PIECES,
    "wagtail_localize.SegmentOverride": PIECES,
}

COLUMNS = {
    "membership.User.password": "The password of staff, hashed.",
    "membership.ContactProof.code_hash": "A code, hashed: with all codes tried it says which.",
    "membership.Message.context": "What a message says: until it is sent, codes and signed links too.",
    "membership.Checkout.url": "Whoever has the address sees the page where somebody pays.",
    "wagtailcore.PageViewRestriction.password": "The word that opens a page.",
    "wagtailcore.CollectionViewRestriction.password": "The word that opens a collection.",
}

OPAQUE = "names one row, opens nothing"
FILE = "tells whether two files are the same"
HARMLESS = {
    "home.PortalImage.file_hash": FILE,
    "home.PortalDocument.file_hash": FILE,
    "membership.Person.zip_code": "of the post",
    "membership.Payment.key": OPAQUE,
    "membership.StripeCustomer.key": OPAQUE,
    "membership.Checkout.key": OPAQUE,
    "membership.Checkout.session_id": "names a visit at the card company, opens nothing without its key",
    "membership.Message.key": OPAQUE,
    "membership.Participation.source_key": OPAQUE,
    "wagtail_localize.String.data_hash": "tells whether two sentences are the same",
    "wagtailusers.UserProfile.keyboard_shortcuts": "whether the editor has them",
    "wagtailcore.Locale.language_code": "a language",
    "wagtailcore.Page.translation_key": "the same for a page in all languages",
    "wagtailcore.Page.url_path": "the page's place on the site",
    "auth.Permission.codename": "a permission's name",
}

SMELL = re.compile(
    r"pass(word|phrase|code)|secret|token|key|hash|session|salt|credential|nonce|challenge|cookie"
    r"|(^|_)(signed|code|codes|codename|otp|totp|pin|seed|url|auth|context)(_|$)"
)


def smells(field):
    """Whether the name of a column says that it could hold a secret; the number of another row is none."""
    return not field.is_relation and bool(SMELL.search(field.name))


def name_of(field):
    return f"{field.model._meta.label}.{field.name}"
