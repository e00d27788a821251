from django.db import models


class Installation(models.Model):
    """What this database is for; one row. A demonstration never serves real people, nor the other way round."""

    is_demonstration = models.BooleanField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(name="one_installation", condition=models.Q(pk=1))]

    def __str__(self):
        return "demonstration" if self.is_demonstration else "real"


class DemoMessage(models.Model):
    """An e-mail or text message of a demonstration, for everybody to read."""

    channel = models.CharField(max_length=5)
    address = models.CharField(max_length=254)
    subject = models.CharField(max_length=250, blank=True)
    body = models.TextField()
    language = models.CharField(max_length=10, blank=True, default="")  # empty: unknown, as in HTML
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.address
