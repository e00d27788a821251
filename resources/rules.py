"""What may be published. Sentences for staff stand beside the rules."""

from django.utils.translation import gettext_lazy as _

NOT_APPROVED = _(
    "A grant pays for this guide, so its approval comes first: write down who approved it and when. "
    "Until then you can save a draft."
)
TWICE = _("This guide has a page in this language already.")


def without_approval(pages):
    """Those of `pages` that are faces of a guide which waits for its approval."""
    faces = (page.specific for page in pages)
    return [face for face in faces if (record := getattr(face, "resource", None)) and not record.is_cleared]
