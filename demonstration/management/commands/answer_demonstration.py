"""Compute the answers of the demonstration's studies and keep them as data, after the demonstration was loaded."""

from typing import Any

from django.core.management.base import BaseCommand

from demonstration import studies
from effects.models import Study
from effects.services.results import adjust, ask, compute


class Command(BaseCommand):
    help = "Computes the answers of the studies of the demonstration and writes them to its data."

    def handle(self, *args: Any, **options: Any) -> None:
        found = []
        for study in Study.objects.frozen().order_by("name"):
            asked = [ask(outcome) for outcome in study.outcomes.select_related("indicator", "study__programme")]
            for one in asked:
                compute(one)
            adjust(asked)
            found += asked
        studies.write_answers(found)
        self.stdout.write(f"{len(found)} antwoorden bewaard.")
