"""The database itself refuses to change or delete a line of the ledger."""

from django.db import migrations

SENTENCE = "A payment is never changed or deleted: reverse it."

SQLITE = [
    f"""CREATE TRIGGER payment_no_{verb.lower()} BEFORE {verb} ON membership_payment
    BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"""
    for verb in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    f"""CREATE FUNCTION membership_payment_stays() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$""",
    """CREATE TRIGGER payment_stays BEFORE UPDATE OR DELETE ON membership_payment
    FOR EACH ROW EXECUTE FUNCTION membership_payment_stays()""",
]


def guard(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}.get(schema_editor.connection.vendor, [])
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("membership", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
