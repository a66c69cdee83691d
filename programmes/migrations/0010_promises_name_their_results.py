"""Results counted for a promise by the word of their name; from now on someone chooses them. What counted, counts."""

from django.db import migrations


def choose(apps, schema_editor):
    Commitment = apps.get_model("programmes", "Commitment")
    Output = apps.get_model("programmes", "Output")
    for promise in Commitment.objects.exclude(unit=""):
        asked = set(promise.unit.casefold().split())
        linked = Output.objects.filter(intervention__in=promise.interventions.all())
        promise.outputs.set([one for one in linked if asked and asked <= set(one.name.casefold().split())])


class Migration(migrations.Migration):
    dependencies = [("programmes", "0009_when_a_result_was_counted")]
    operations = [migrations.RunPython(choose, migrations.RunPython.noop)]
