"""Uploading pictures: a damaged file gets a sentence, like every other mistake."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import UnidentifiedImageError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class PictureField(WagtailImageField):
    """Wagtail's, which lets Pillow's own errors through when a file breaks off."""

    def to_python(self, data):
        try:
            return super().to_python(data)
        except (UnidentifiedImageError, OSError) as error:
            raise ValidationError(
                _("This is not a valid picture: the file is damaged. Try another copy of it.")
            ) from error


class PictureForm(BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            self.fields["file"] = PictureField(label=file.label, widget=file.widget, required=file.required)
