"""What a study stored beside its answer: how strong it is, and what else may explain a difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from charts.model import Point, Role, Series, Status
from portal.effects.turnover import turnover_warnings


@dataclass(frozen=True)
class Context:
    """`data`: as `effects.context.context_of` writes it, each part under its own name."""

    data: Mapping[str, Any]

    def part(self, name: str) -> Mapping[str, Any]:
        found = self.data.get(name)
        return found if isinstance(found, Mapping) else {}

    @property
    def maryland(self) -> int | None:
        found = self.data.get("maryland")
        return found if isinstance(found, int) else self.part("maryland").get("level")

    @property
    def maryland_reasons(self) -> list[str]:
        """Why it is not higher, as far as the page does not say it already."""
        reasons = {
            "NO_COMPARISON": _("Er zijn geen wijken om mee te vergelijken."),
            "NOTHING_BEFORE": _("Er is geen meting van voor het begin."),
            "CHOSEN_AFTER": _("De vergelijkingswijken zijn vastgelegd toen de uitkomst al te zien kon zijn."),
        }
        return [reasons[code] for code in self.part("maryland").get("reasons") or () if code in reasons]

    @property
    def waterbed_moved(self) -> bool | None:
        """None where it was not looked at."""
        found = self.part("waterbed").get("moved")
        return None if found is None else bool(found)

    @property
    def waterbed_warning(self) -> str:
        said = _("Let op: in de wijken ernaast werd het slechter. Het probleem kan zijn verplaatst.")
        return said if self.waterbed_moved else ""

    @property
    def regression_warning(self) -> str:
        found = self.part("regression")
        said = _("Let op: in %(year)s, toen de wijk werd gekozen, was het cijfer hier slechter dan "
                 "gewoonlijk. Zo’n dip gaat meestal vanzelf voorbij.")  # fmt: skip
        return said % {"year": found.get("year")} if found.get("warned") else ""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What else may explain a difference: it must be said beside the finding."""
        found = (*turnover_warnings(self.part("turnover")), self.waterbed_warning, self.regression_warning)
        return tuple(each for each in found if each)

    @property
    def adjusted_p(self) -> float | None:
        found = self.data.get("adjusted_p")
        return float(found) if isinstance(found, int | float) else None

    def gap_line(self, name: str, role: Role, called: str) -> Series | None:
        """One line of the gap; None where the source has no figure for it."""
        gap = self.part("gap")
        values = gap.get(name) or ()
        if not any(value is not None for value in values):
            return None
        points = zip(gap.get("years") or (), values, strict=False)
        return Series(called, tuple(
            Point(year, value, Status.MISSING if value is None else Status.MEASURED) for year, value in points
        ), role)  # fmt: skip
