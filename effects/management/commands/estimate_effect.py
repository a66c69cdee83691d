"""Estimate an effect from a CSV: `python manage.py estimate_effect PANEL.csv --unit wijk --time jaar … --json`."""

from __future__ import annotations

import json
import math
import sys
import warnings
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from effects.estimators.options import DEFAULT_SEED, Comparison, Direction, Inference, Method, Options
from effects.panelfile import BadPanel, Columns, read_panel

ANSWERED, BAD_INPUT, REFUSED = 0, 2, 3


class OneSentence(CommandParser):
    """Wrong use is told in one sentence, without the usage that argparse prints before it."""

    def error(self, message: str) -> NoReturn:
        leave(_("De opdracht klopt niet: %(why)s; zie --help.") % {"why": message})


class Command(BaseCommand):
    help = (
        "Schat uit een lange CSV (één rij per eenheid en periode) wat een behandeling met een uitkomst deed. "
        "Eindigt met 0 (een antwoord), 3 (geweigerd: geen schatting, wel alle redenen) of 2 (invoer waar niet mee te "
        "rekenen valt). "
        "Uitleg: docs/effecten-rekenen.md."
    )
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, allow_abbrev=False, **kwargs)
        parser.__class__ = OneSentence
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        add_columns(parser)
        add_questions(parser)

    def handle(self, *args: Any, **given: Any) -> None:
        from effects.asjson import as_dict
        from effects.estimators.answer import answer
        from effects.estimators.results import Unanswerable
        from effects.words import note_sentence

        try:
            check(given)
            panel = read_panel(given["panel"], columns_of(given))
            with warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                found = as_dict(answer(panel, options_of(given)))
        except BadPanel as bad:
            leave(str(bad))
        except Unanswerable as none:
            leave(note_sentence(none.note))
        self.stdout.write(json.dumps(found, ensure_ascii=False, allow_nan=False) if given["json"] else in_words(found))
        if found["refusals"] and found["estimate"] is None:
            sys.exit(REFUSED)


def add_columns(parser: CommandParser) -> None:
    parser.add_argument("panel", metavar="PANEL.csv", type=Path, help="lange CSV, met komma of puntkomma")
    parser.add_argument("--unit", required=True, metavar="KOLOM", help="de eenheid, zoals de wijk")
    parser.add_argument("--time", required=True, metavar="KOLOM", help="de periode: een heel getal, zoals het jaar")
    parser.add_argument("--outcome", required=True, metavar="KOLOM", help="de uitkomst")
    starts = parser.add_mutually_exclusive_group(required=True)
    starts.add_argument("--first-treated", metavar="KOLOM", help="eerste behandelde periode; 0 of leeg is nooit")
    starts.add_argument("--treated", metavar="KOLOM", help="0 of 1; behandeld vanaf de eerste 1")
    parser.add_argument("--dose", metavar="KOLOM", help="de dosis, bij --method dose")
    parser.add_argument("--weights", metavar="KOLOM", help="gewicht van de eenheid")
    parser.add_argument("--controls", metavar="KOLOM,KOLOM", type=listed, default=(), help="controlevariabelen")
    parser.add_argument("--cluster", metavar="KOLOM", help="clusters van de foutmarge; anders de eenheid")


def add_questions(parser: CommandParser) -> None:
    parser.add_argument(
        "--method", choices=values(Method), default="auto", help="auto kiest naar het aantal behandelden"
    )
    parser.add_argument("--comparison", choices=values(Comparison), default="never", help="nooit of nog niet behandeld")
    parser.add_argument(
        "--anticipation", type=natural, default=0, metavar="N", help="perioden voor de start die niet meetellen"
    )
    parser.add_argument("--inference", choices=values(Inference), default="auto", help="hoe de foutmarge wordt gemaakt")
    parser.add_argument("--direction", choices=values(Direction), default="higher", help="welke kant beter is")
    parser.add_argument(
        "--relevant", type=positive, metavar="GETAL", help="het effect dat ertoe doet, in de maat van de uitkomst"
    )
    parser.add_argument("--seed", type=natural, default=DEFAULT_SEED, metavar="N", help="van het toeval")
    parser.add_argument(
        "--force", action="store_true", help="geef ook een geweigerde schatting, met de redenen ernaast"
    )
    parser.add_argument("--json", action="store_true", help="druk één JSON-object af")


def values(choices: type[Method] | type[Comparison] | type[Inference] | type[Direction]) -> list[str]:
    return [choice.value for choice in choices]


def listed(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(","))
    if not all(names):
        raise ArgumentTypeError(_("“%(text)s” is geen lijst van kolommen") % {"text": text})
    return names


def natural(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ArgumentTypeError(_("“%(text)s” is geen heel getal van 0 of meer") % {"text": text})
    return int(text)


def positive(text: str) -> float:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = math.nan
    if not (math.isfinite(number) and number > 0):
        raise ArgumentTypeError(_("“%(text)s” is geen getal boven 0") % {"text": text})
    return number


def check(given: dict[str, Any]) -> None:
    if given["method"] == Method.DOSE and given["dose"] is None:
        raise BadPanel(_("De methode dose vraagt een kolom met de dosis (--dose)."))


def columns_of(given: dict[str, Any]) -> Columns:
    return Columns(**{name: given[name] for name in Columns.__dataclass_fields__})


def options_of(given: dict[str, Any]) -> Options:
    return Options(
        method=Method(given["method"]),
        comparison=Comparison(given["comparison"]),
        anticipation=given["anticipation"],
        inference=Inference(given["inference"]),
        direction=Direction(given["direction"]),
        seed=given["seed"],
        force=given["force"],
        relevant_effect=given["relevant"],
    )


def in_words(found: dict[str, Any]) -> str:
    lines = [_("Oordeel: %(verdict)s.") % found]
    if found["estimate"] is not None:
        lines.append(_("Effect %(estimate)s (95 %%: %(ci_low)s tot %(ci_high)s; p = %(p_value)s).") % found)
    if found["mde"] is not None:
        lines.append(_("Kleinste effect dat gevonden kan worden: %(mde)s.") % found)
    return "\n".join(lines + [f"{one['code']}: {one['message']}" for one in found["refusals"]] + found["warnings"])


def leave(sentence: str) -> NoReturn:
    """One line on stderr and nothing else."""
    sys.stderr.write(" ".join(sentence.split()) + "\n")
    sys.exit(BAD_INPUT)
