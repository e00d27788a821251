"""Until now a payment bought its months whatever it was: its amount was the price. Nothing was booked late."""

from django.db import migrations
from django.db.models import F


def fill(apps, schema_editor):
    payments = apps.get_model("membership", "Payment").objects
    payments.filter(reverses=None).update(price=F("amount"))
    payments.update(booked_on=F("received_on"))


class Migration(migrations.Migration):
    dependencies = [("membership", "0005_more_ways_to_pay")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
