"""The guards of the ledger for its new columns; see programmes/append_only.py."""

from django.db import migrations

from programmes import append_only


def lay(apps, schema_editor):
    append_only.lay_again(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0007_the_working_day")]
    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
