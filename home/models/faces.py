"""Pages in front of a record: one for each language, and never a copy."""

from django.db import models
from wagtail.models import PagePermissionTester


class NoCopyPermissionTester(PagePermissionTester):
    """Wagtail's answers about one page and one user, but for copying: nobody copies it."""

    def can_copy(self):
        return False

    def can_copy_to(self, destination, recursive=False):
        return False


class Uncopied(models.Model):
    """Mixin: a page that staff translate but never copy. The copy of a list would copy the faces below it."""

    class Meta:
        abstract = True

    def __str__(self):
        return self.title

    def permissions_for_user(self, user):
        return NoCopyPermissionTester(user, self)


class Face(Uncopied):
    """Mixin: a page in front of a record. `language` is its locale's, as a column that a constraint can hold."""

    language = models.CharField(max_length=10, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Wagtail saves the copy that becomes a translation without cleaning it."""
        self.take_language()
        super().save(*args, **kwargs)

    def full_clean(self, *args, **kwargs):
        self.take_language()
        super().full_clean(*args, **kwargs)

    def take_language(self):
        if self.locale_id is None:
            self.locale = self.get_default_locale()
        self.language = self.locale.language_code
