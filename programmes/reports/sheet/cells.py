"""The cells of a sheet by row and by the name of their column, and what may stand in one."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.amounts import AmountError, parse_euros, to_cents
from programmes.reports.sheet import columns as c
from programmes.reports.sheet.opening import Found, Problem, Sheet

AMOUNT = gettext_lazy("een bedrag van 0 of meer, zoals 12.345,67 of 12345.67, of leeg als u niets meldt")
HAIR = Decimal("0.000001")  # euros: what a binary fraction adds to an amount in whole cents


class Cells:
    """A sheet whose first row names its columns. What is wrong goes to `problems`; `readable`: whether it can go on."""

    def __init__(self, sheet: Sheet, names: tuple[str, ...], problems: list[Problem]) -> None:
        self.sheet, self.names, self.problems = sheet, names, problems
        self.places: dict[str, int] = {}
        self.letters: dict[str, str] = {}
        self._told: set[tuple[int, str]] = set()
        before = len(problems)
        self._check_merged()
        self.header = min(sheet.rows, default=0)
        if self.header:
            self._place_columns()
        else:
            problems.append(Problem(sheet.name, None, "", "", _("de kolommen van het sjabloon; dit blad is leeg")))
        self.readable = len(problems) == before

    def _check_merged(self) -> None:
        for row, where in self.sheet.merged:
            expected = _("losse cellen. Splits de samengevoegde cellen en vul elke cel apart in")
            self.problems.append(Problem(self.sheet.name, row, "", where, expected))

    def _place_columns(self) -> None:
        known = {name.lower(): name for name in self.names}
        strange: dict[int, str] = {}
        for place, found in self.sheet.rows[self.header].items():
            name = known.get(c.as_typed(found.text).lower())
            if name is None or name in self.places:
                strange[place] = found.text
            else:
                self.places[name], self.letters[name] = place, letter(place)
        missing = [name for name in self.names if name not in self.places]
        self._tell_of_columns(strange, missing)

    def _tell_of_columns(self, strange: dict[int, str], missing: list[str]) -> None:
        """A strange column where one is missing was renamed; else the one goes and the other comes back."""
        usual = dict(enumerate(self.names))
        renamed = {place: usual[place] for place in strange if usual.get(place) in missing}
        for place, text in strange.items():
            expected = _("geen kolom die het sjabloon niet heeft, en elke kolom één keer. Haal deze kolom weg")
            if place in renamed:
                expected = _("de naam “%(name)s”, zoals in het sjabloon. Geef de kolom haar naam terug")
                expected %= {"name": renamed[place]}
            self.problems.append(Problem(self.sheet.name, self.header, letter(place), text, expected))
        for name in missing:
            if name not in renamed.values():
                expected = _("een kolom “%(name)s” in de eerste rij. Zet haar terug, of neem een nieuw sjabloon")
                self.problems.append(Problem(self.sheet.name, self.header, name, "", expected % {"name": name}))

    def rows(self) -> Iterable[int]:
        """The numbers of the rows under the header in which something stands."""
        return [number for number in sorted(self.sheet.rows) if number > self.header]

    def at(self, row: int, name: str) -> Found | None:
        return self.sheet.rows[row].get(self.places[name])

    def text(self, row: int, name: str) -> str:
        found = self.at(row, name)
        return "" if found is None else c.as_typed(found.text)

    def words(self, row: int, name: str) -> str:
        """The text of a cell in which a formula, or anything but text and numbers, is wrong."""
        found = self.at(row, name)
        if found is not None and found.kind == "formula":
            self.wrong(row, name, _("een waarde. Haal de formule weg en typ wat eruit komt"))
            return ""
        return self.text(row, name)

    def wrong(self, row: int, name: str, expected: str) -> None:
        self._told.add((row, name))
        found = self.at(row, name)
        value = "" if found is None else found.text
        self.problems.append(Problem(self.sheet.name, row, f"{self.letters[name]} ({name})", value, expected))

    def told(self, row: int, name: str) -> bool:
        return (row, name) in self._told


def amount_in(cells: Cells, row: int, name: str) -> Decimal | None:
    """Euros, exact to the cent; None for an empty cell, and where it is wrong, which is told."""
    found = cells.at(row, name)
    if found is None or (found.kind == "text" and not found.text):
        return None
    if found.kind == "number":
        return _number(cells, row, name, found)
    if found.kind != "text":
        what = _("De formule weg, en het bedrag zelf erin") if found.kind == "formula" else _("Zet de cel op “Getal”")
        cells.wrong(row, name, f"{AMOUNT}. {what}")
        return None
    try:
        return _not_negative(cells, row, name, parse_euros(c.as_typed(found.text)))
    except AmountError as error:
        cells.wrong(row, name, str(error))
        return None


def _number(cells: Cells, row: int, name: str, found: Found) -> Decimal | None:
    """A number of the spreadsheet: a binary fraction, of which only whole cents are an amount."""
    try:
        exact = Decimal(repr(found.value))
        cents = exact.quantize(Decimal("0.01"))
        to_cents(cents)
    except (InvalidOperation, AmountError):
        cells.wrong(row, name, str(AMOUNT))
        return None
    if abs(exact - cents) > HAIR:
        cells.wrong(row, name, _("een bedrag met ten hoogste twee cijfers achter de komma. Rond af op hele centen"))
        return None
    return _not_negative(cells, row, name, cents)


def _not_negative(cells: Cells, row: int, name: str, amount: Decimal) -> Decimal | None:
    if amount >= 0:
        return amount
    expected = _("een bedrag van 0 of meer. Was een eerder bedrag te hoog? Vul dan het juiste bedrag in, zonder min")
    cells.wrong(row, name, expected)
    return None


def whole_in(cells: Cells, row: int, name: str, *, needed: bool = False) -> int | None:
    """A whole number; None for an empty cell, and where it is wrong, which is told."""
    found = cells.at(row, name)
    expected = str(c.EXPECTED.get(name, c.EXPECTED[c.NUMBER]))
    if found is None or (found.kind == "text" and not found.text):
        if needed:
            cells.wrong(row, name, expected)
        return None
    value = found.value
    if found.kind == "text" and c.as_typed(found.text).isascii() and c.as_typed(found.text).isdigit():
        value = int(c.as_typed(found.text))
    whole = isinstance(value, int | float) and not isinstance(value, bool) and value == int(value) and value >= 0
    if found.kind not in {"text", "number"} or not whole or value > 2_000_000_000:
        cells.wrong(row, name, expected)
        return None
    return int(value)


def letter(place: int) -> str:
    """The letters of a column, as a spreadsheet shows them: 0 → A, 26 → AA."""
    letters, left = "", place + 1
    while left:
        left, rest = divmod(left - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
