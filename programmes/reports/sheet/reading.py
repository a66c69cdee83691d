"""Read the sheets of a report back: every row checked, every error told with its place, nothing written."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from programmes.models import Intervention, Output, Report
from programmes.reports.payers import named_apart, payers_for, streams_for
from programmes.reports.rows import Place, Row, correctable_interventions, interventions_of, outputs_of
from programmes.reports.sheet import columns as c
from programmes.reports.sheet.cells import Cells, amount_in, whole_in
from programmes.reports.sheet.opening import Problem, Sheet
from programmes.vocabulary import Nature, Vat


@dataclass
class LineRead:
    """A row of the file, as far as it could be read; `number` is its row in the file."""

    number: int
    row: Row
    said: set[str] = field(default_factory=set)  # states in which an amount may be written


@dataclass
class SheetsRead:
    """What a file says: its lines, its outputs, its totals in cents, and all that is wrong with it."""

    lines: list[LineRead] = field(default_factory=list)
    outputs: list[tuple[int, Output, int | None]] = field(default_factory=list)
    totals: dict[str, Decimal] = field(default_factory=dict)
    total_row: int = 0
    amounts_sheet: str = c.AMOUNTS
    letters: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class Reader:
    """Reads the sheets of one report; `read` gives what was found."""

    def __init__(self, report: Report, by: Any) -> None:
        self.report = report
        mine = {one.pk: one for one in correctable_interventions(report)}
        self.here = interventions_of(report)
        self.interventions: dict[int, Intervention] = mine | {one.pk: one for one in self.here}
        self.by_title = {one.title.lower(): one for one in self.interventions.values()}
        self.payers = {name.lower(): one for name, one in named_apart(payers_for(report, by)).items()}
        self.streams = {name.lower(): one for name, one in named_apart(streams_for()).items()}
        self.found = SheetsRead()

    def read(self, sheets: dict[str, Sheet]) -> SheetsRead:
        if "" in sheets:  # a CSV
            self.found.amounts_sheet = ""
            amounts, outputs = _parted(sheets[""])
            self._read_amounts(amounts)
            if outputs.rows:
                self._read_outputs(outputs)
            return self.found
        if not {c.AMOUNTS, c.OUTPUTS, c.EXPLANATION, c.LISTS} & set(sheets):
            self._miss_all(sheets)
            return self.found
        outputs = outputs_of(self.report, self.here)
        for name, needed in ((c.AMOUNTS, True), (c.OUTPUTS, bool(outputs))):
            if name in sheets:
                read = self._read_amounts if name == c.AMOUNTS else self._read_outputs
                read(sheets[name])
            elif needed:
                self._miss(name, sheets)
        return self.found

    def _miss(self, name: str, sheets: dict[str, Sheet]) -> None:
        others = ", ".join(f"“{one}”" for one in sheets if one not in {c.AMOUNTS, c.OUTPUTS, c.EXPLANATION, c.LISTS})
        expected = _("een blad met de naam “%(name)s”, zoals in het sjabloon. Geef het blad zijn naam terug")
        self.found.problems.append(Problem(name, None, "", others, expected % {"name": name}))

    def _miss_all(self, sheets: dict[str, Sheet]) -> None:
        names = ", ".join(f"“{one}”" for one in sheets)
        expected = _(
            "het blad “%(name)s” van het sjabloon. Gaf u het een andere naam? Geef het die naam terug. Is dit een "
            "ander bestand? Download dan het sjabloon en vul dat in"
        )
        self.found.problems.append(Problem("", None, "", names, expected % {"name": c.AMOUNTS}))

    def _cells(self, sheet: Sheet, names: tuple[str, ...]) -> Cells | None:
        """The sheet by the names of its columns; None where merged cells or wrong columns make that impossible."""
        cells = Cells(sheet, names, self.found.problems)
        return cells if cells.readable else None

    def _read_amounts(self, sheet: Sheet) -> None:
        cells = self._cells(sheet, c.COLUMNS)
        if cells is None:
            return
        self.found.letters = cells.letters
        first: dict[Place, int] = {}
        for row in cells.rows():
            if cells.text(row, c.NUMBER).lower() == c.TOTAL.lower():
                self._read_totals(cells, row)
                continue
            line = self._line(cells, row)
            if line is None:
                continue
            if line.row.place in first:
                expected = _(
                    "één regel per betaler, geldstroom, aard en jaar; dit is dezelfde als rij %(row)s. Tel ze op"
                )
                cells.wrong(row, c.STREAM, expected % {"row": first[line.row.place]})
            first.setdefault(line.row.place, row)
            self.found.lines.append(line)

    def _read_totals(self, cells: Cells, row: int) -> None:
        self.found.total_row = row
        for state, name in c.STATES.items():
            found = cells.at(row, name)
            if found is not None and found.kind == "formula":
                continue  # the template's own: the spreadsheet adds up, and we add up the lines
            amount = amount_in(cells, row, name)
            if amount is not None:
                self.found.totals[state] = amount

    def _line(self, cells: Cells, row: int) -> LineRead | None:
        """A row as it reads; None where its place cannot be read. Each cell that is wrong is told."""
        before = len(cells.problems)
        amounts = {state: amount_in(cells, row, name) for state, name in c.STATES.items()}
        says = any(one is not None for one in amounts.values()) or bool(cells.text(row, c.NOTE))
        intervention = self._intervention(cells, row)
        year = whole_in(cells, row, c.YEAR, needed=True)
        payer = self._named(cells, row, c.PAYER, self.payers, needed=says)
        stream = self._named(cells, row, c.STREAM, self.streams, needed=says)
        read = Row(
            intervention, payer, stream, year or 0,  # type: ignore[arg-type]
            nature=self._word(cells, row, c.NATURE, Nature.values, str(Nature.INVESTMENT)),
            vat=self._word(cells, row, c.VAT, Vat.values, str(Vat.UNKNOWN)),
            taakveld=self._taakveld(cells, row), note=cells.words(row, c.NOTE),
            amounts={state: None if one is None else int(one * 100) for state, one in amounts.items()},
        )  # fmt: skip
        whole = intervention is not None and payer is not None and stream is not None and year is not None
        return LineRead(row, read, set(amounts)) if whole and len(cells.problems) == before else None

    def _intervention(self, cells: Cells, row: int) -> Intervention | None:
        """By its number, else by its name."""
        if cells.at(row, c.NUMBER) is None:
            found = self.by_title.get(cells.words(row, c.TITLE).lower())
        else:
            found = self.interventions.get(whole_in(cells, row, c.NUMBER) or 0)
        if found is None and not cells.told(row, c.NUMBER):
            cells.wrong(row, c.NUMBER, str(c.EXPECTED[c.NUMBER]))
        return found

    def _named(self, cells: Cells, row: int, name: str, known: dict[str, Any], *, needed: bool) -> Any:
        text = cells.words(row, name)
        found = known.get(text.lower())
        if found is None and (text or needed):
            cells.wrong(row, name, f"{c.EXPECTED[name]}{_nearest(text, known)}")
        return found

    def _word(self, cells: Cells, row: int, name: str, known: list[str], usual: str) -> str:
        text = cells.words(row, name).lower()
        if text and text not in known:
            cells.wrong(row, name, str(c.EXPECTED[name]))
        return text or usual

    def _taakveld(self, cells: Cells, row: int) -> str:
        """A string such as 6.3, also where the spreadsheet made a number of it."""
        found = cells.at(row, c.TAAKVELD)
        if found is not None and found.kind == "date":
            cells.wrong(row, c.TAAKVELD, _("een taakveld als tekst, zoals 6.3. Zet de cel op “Tekst” en typ het weer"))
            return ""
        return cells.words(row, c.TAAKVELD).replace(",", ".")

    def _read_outputs(self, sheet: Sheet) -> None:
        cells = self._cells(sheet, c.OUTPUT_COLUMNS)
        if cells is None:
            return
        known = {one.output_id: one.output for one in outputs_of(self.report, self.here)}
        for row in cells.rows():
            output = known.get(whole_in(cells, row, c.NUMBER) or 0)
            if output is None and not cells.told(row, c.NUMBER):
                cells.wrong(row, c.NUMBER, _("het nummer van een resultaat, zoals het sjabloon het gaf"))
            realised = whole_in(cells, row, c.REALISED)
            if output is not None:
                self.found.outputs.append((row, output, realised))


def _nearest(text: str, known: dict[str, Any]) -> str:
    """The name that was very likely meant, as a question; "" where none is near."""
    near = get_close_matches(text.lower(), known, n=1, cutoff=0.75) if text else []
    return _(". Bedoelt u “%(name)s”?") % {"name": known[near[0]]} if near else ""


def _parted(table: Sheet) -> tuple[Sheet, Sheet]:
    """The two tables of a CSV: what stands above the line that says "Resultaten", and what stands under it."""
    marks = [row for row, cells in table.rows.items() if [one.text for one in cells.values()] == [c.OUTPUTS]]
    mark = min(marks, default=max(table.rows, default=0) + 1)
    above = {row: cells for row, cells in table.rows.items() if row < mark}
    under = {row: cells for row, cells in table.rows.items() if row > mark}
    return Sheet(table.name, above), Sheet(table.name, under)


def read_sheets(report: Report, sheets: dict[str, Sheet], by: Any) -> SheetsRead:
    return Reader(report, by).read(sheets)
