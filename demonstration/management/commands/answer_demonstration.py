"""Compute the answers of the demonstration and keep them as data, after it was loaded."""

from typing import Any

from django.core.management.base import BaseCommand

from demonstration import doses, studies
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
        over_all = doses.compute_doses()
        doses.write_answers(over_all)
        self.stdout.write(f"{len(found) + len(over_all)} antwoorden bewaard.")
