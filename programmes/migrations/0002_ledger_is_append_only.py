"""The database itself refuses a changed ledger entry, whoever asks.

Only the person who entered it may be emptied, when that person is erased on an AVG request.
"""

from django.db import migrations

GUARDED = (
    "intervention_id",
    "payer_id",
    "spender_id",
    "year",
    "funding_stream_id",
    "state",
    "amount_cents",
    "reverses_id",
    "note",
    "entered_at",
)
COLUMNS = ", ".join(f'"{name}"' for name in GUARDED)

SQLITE = f"""
CREATE TRIGGER investment_append_only BEFORE UPDATE OF {COLUMNS} ON programmes_investment
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
"""
POSTGRES_FUNCTION = """
CREATE FUNCTION investment_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'check_violation'; END
$$ LANGUAGE plpgsql
"""
POSTGRES_TRIGGERS = [
    f"CREATE TRIGGER investment_append_only BEFORE UPDATE OF {COLUMNS} ON programmes_investment "
    "FOR EACH ROW EXECUTE FUNCTION investment_append_only()",
]


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(SQLITE)
        return
    schema_editor.execute(POSTGRES_FUNCTION)
    for trigger in POSTGRES_TRIGGERS:
        schema_editor.execute(trigger)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER investment_append_only")
        return
    schema_editor.execute("DROP TRIGGER investment_append_only ON programmes_investment")
    schema_editor.execute("DROP FUNCTION investment_append_only")


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
