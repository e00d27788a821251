"""The database itself refuses to change or delete a line of the ledger. A migration that changes the table releases it
first and guards it again at its end: on SQLite the guard goes with the table that Django makes anew."""

SENTENCE = "A payment is never changed or deleted: reverse it."
VERBS = ("UPDATE", "DELETE")

GUARD = {
    "sqlite": [
        f"""CREATE TRIGGER payment_no_{verb.lower()} BEFORE {verb} ON membership_payment
        BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"""
        for verb in VERBS
    ],
    "postgresql": [
        f"""CREATE OR REPLACE FUNCTION membership_payment_stays() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$""",
        """CREATE TRIGGER payment_stays BEFORE UPDATE OR DELETE ON membership_payment
        FOR EACH ROW EXECUTE FUNCTION membership_payment_stays()""",
    ],
}
RELEASE = {
    "sqlite": [f"DROP TRIGGER IF EXISTS payment_no_{verb.lower()}" for verb in VERBS],
    "postgresql": ["DROP TRIGGER IF EXISTS payment_stays ON membership_payment"],
}


def run(statements, schema_editor):
    for statement in statements.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement)


def guard(apps, schema_editor):
    run(GUARD, schema_editor)


def release(apps, schema_editor):
    run(RELEASE, schema_editor)
