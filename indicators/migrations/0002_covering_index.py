"""The second index of the observations: (indicator, period, area), covering value and status.

PostgreSQL carries the value beside the key with INCLUDE; SQLite has no INCLUDE, but treats an
index that holds every column it needs as covering. Django drops INCLUDE on SQLite, so both are
written out.
"""

from django.db import migrations

POSTGRES = (
    "CREATE INDEX observation_by_indicator ON indicators_observation "
    "(indicator_id, period, area_id) INCLUDE (value, status)"
)
SQLITE = (
    "CREATE INDEX observation_by_indicator ON indicators_observation "
    "(indicator_id, period, area_id, value, status)"
)


def create(apps, schema_editor):
    schema_editor.execute(POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE)


def drop(apps, schema_editor):
    schema_editor.execute("DROP INDEX observation_by_indicator")


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
