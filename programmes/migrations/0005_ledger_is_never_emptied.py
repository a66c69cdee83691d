"""The database itself refuses a removed ledger entry, whoever asks; see programmes/append_only.py."""

from django.db import migrations

from programmes import append_only


def create(apps, schema_editor):
    append_only.guard(schema_editor.connection)


def drop(apps, schema_editor):
    append_only.unguard(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0004_version_of_a_wijk")]
    operations = [migrations.RunPython(create, drop)]
