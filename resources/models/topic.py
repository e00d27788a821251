from django.db import models
from django.utils.translation import gettext_lazy as _

from home.words import RecordWithWords, WordsInLanguage
from resources.enums import Thread


class Topic(RecordWithWords, models.Model):
    """What a guide is about: a filter of the library, and the color of its cards."""

    slug = models.SlugField(
        _("short name"),
        unique=True,
        help_text=_("For addresses of the library: small letters without spaces. Better not changed later."),
    )
    thread = models.CharField(_("color"), max_length=10, choices=Thread, default=Thread.TEAL)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["pk"]

    def __str__(self):
        words = self.words()
        return words.name if words else self.slug


class TopicText(WordsInLanguage):
    record = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "language"], name="topic_text_once_a_language")]

    def __str__(self):
        return self.name
