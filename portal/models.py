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


class DueJob(models.Model):
    """What happens without anybody asking (portal/due.py): when it was last done, and whether somebody is at it."""

    name = models.CharField(max_length=40, primary_key=True)
    day = models.DateField(null=True)  # the last one, in the center's time, whose work is done
    claimed_at = models.DateTimeField(null=True)  # somebody began; NULL: nobody is at it
    done_at = models.DateTimeField(null=True)

    def __str__(self):
        return self.name
