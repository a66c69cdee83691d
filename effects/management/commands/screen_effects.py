"""Screen every area on every indicator: `python manage.py screen_effects --since 2015`."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from charts.wording import number
from effects import screened
from effects.services.screening import LEVELS, Asked, grounds, start_screening
from runs import services as runs
from runs.models import Run, State
from stakeholders.refusal import Refused

REFUSED, USAGE = 3, 2


class Command(BaseCommand):
    help = (
        "Licht alle gebieden door op alle cijfers: welke veranderden anders dan gebieden die erop leken? Verkennend: "
        "het zegt waar een onderzoek de moeite waard kan zijn, en nooit dat iets hielp. Wat afbreekt gaat met dezelfde "
        "opdracht verder. Eindigt met 0 (klaar), 3 (gestopt of mislukt) of 2 (verkeerd gebruik)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--since", type=int, required=True, help="de cijfers van voor dit jaar tegen die vanaf dit jaar"
        )
        parser.add_argument("--level", choices=[str(level) for level in LEVELS], default="wijk", help="soort gebied")
        parser.add_argument("--division", type=int, help="jaar van de indeling; zonder: de nieuwste")
        parser.add_argument("--invented", action="store_true", help="verzonnen gebieden in plaats van echte")
        parser.add_argument("--background", action="store_true", help="laat het aan de achtergrondwerkers over")
        parser.add_argument("--csv", type=Path, help="schrijf ook elke regel in dit bestand")
        parser.add_argument("--json", action="store_true", help="druk het verslag af als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = asked_of(options)
        try:
            run = start_screening(asked=asked)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=USAGE)
        if options["background"]:
            address = f"/werk/doorlichten/{run.pk}"
            self.stdout.write(_("Het doorlichten wacht op een werker. Volg het op %(address)s.") % {"address": address})
            return
        self.stdout.write(self.report(runs.see_through(run_id=run.pk), asked, options))

    def report(self, run: Run, asked: Asked, options: dict[str, Any]) -> str:
        found = screened.findings_of(run)
        if found is None:
            why = _("Het doorlichten is gestopt.") if run.state == State.CANCELLED else run.error
            raise CommandError(why, returncode=REFUSED)
        if options["csv"]:
            write_csv(options["csv"], found)
        return json.dumps(run.result, ensure_ascii=False) if options["json"] else in_words(asked, found)


def asked_of(options: dict[str, Any]) -> Asked:
    """The newest division of that level where none was named."""
    division = options["division"]
    if division is None:
        like = [one for one in grounds() if (one.level, one.invented) == (options["level"], options["invented"])]
        if not like:
            raise CommandError(_("Er zijn te weinig van zulke gebieden om door te lichten."), returncode=USAGE)
        division = like[0].division_year
    return Asked(options["since"], options["level"], division, options["invented"])


def write_csv(path: Path, found: screened.Findings) -> None:
    from programmes.lists.export import csv_lines

    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(csv_lines(screened.heads(), screened.rows_of(found)))
    except OSError as error:
        told = {"path": path, "why": error.strerror}
        raise CommandError(_("%(path)s kan niet worden geschreven: %(why)s.") % told, returncode=USAGE)


def in_words(asked: Asked, found: screened.Findings) -> str:
    """A summary: how much was looked at, how much would stand out by chance, and then by name."""
    told = {
        "name": screened.name_of(asked), "since": asked.since, "areas": number(found.areas),
        "looks": number(found.looks), "indicators": number(len(found.indicators)),
        "out": number(found.standing_out), "chance": number(found.by_chance),
    }  # fmt: skip
    lines = [
        _("Doorgelicht: %(name)s vanaf %(since)s."),
        _("Gebieden: %(areas)s. Cijfers: %(indicators)s. Vergelijkingen: %(looks)s."),
        _("Gebieden waar iets uitspringt na correctie (Benjamini-Hochberg): %(out)s. Door toeval zo’n %(chance)s."),
    ]
    said = [line % told for line in lines]
    said.append(_("Verkennend: dit zegt waar u kunt gaan kijken, en nooit dat iets hielp of schaadde."))
    if found.failed:
        said.append(_("Mislukte delen: %(number)s; over die cijfers is niets gezegd.") % {"number": found.failed})
    return "\n".join([*said, *(line for one in found.with_lines for line in of_indicator(one))])


def of_indicator(one: screened.OfIndicator) -> list[str]:
    lines = [
        f"  {line.area.spoken_name} ({line.area.code}): {line.difference}, p {line.adjusted}" for line in one.lines
    ]
    return [f"{one.indicator.label()} ({one.indicator.slug}):", *lines]
