"""People who are there already are found by the words of their names too."""

from itertools import batched

from django.db import migrations

from membership.folding import words_in

BATCH = 1_000


def fill(apps, schema_editor):
    people = apps.get_model("membership", "Person").objects.order_by("pk")
    word_of = apps.get_model("membership", "NameWord")
    names = people.values_list("pk", "given_name", "family_name", "called", "town")
    for batch in batched(names.iterator(chunk_size=BATCH), BATCH):
        rows = [word_of(person_id=pk, word=word) for pk, *texts in batch for word in words_in(" ".join(texts))]
        word_of.objects.bulk_create(rows, batch_size=BATCH)


def empty(apps, schema_editor):
    schema_editor.execute("DELETE FROM membership_nameword")


class Migration(migrations.Migration):
    dependencies = [("membership", "0011_name_words")]
    operations = [migrations.RunPython(fill, empty)]
