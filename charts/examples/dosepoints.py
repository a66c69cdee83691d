"""Money per household against change, in every state. All of it is invented."""

from charts.doses import Dose, Doses

_UNIT = "m³ per woning"
_SAID = "Waar 1.000 euro per huishouden meer is besteed, veranderde het gasverbruik mee: gemiddeld 52 m³ lager."
_NOT_SAID = "Er is geen verband aangetoond tussen geld per huishouden en het gasverbruik."


def points(given: int, without: int, slope: float) -> tuple[Dose, ...]:
    """The same at every call."""
    some = [
        Dose(f"Wijk {n}", 400.0 * (n + 1), -180 + slope * 0.4 * (n + 1) + (n * 7 % 11 - 5) * 9) for n in range(given)
    ]
    none = [Dose(f"Wijk {given + n}", 0.0, -180 + (n * 5 % 13 - 6) * 8) for n in range(without)]
    return (*some, *none)


def dose_pictures() -> dict[str, Doses]:
    return {
        "Met een verband": picture(_SAID, points(14, 20, -52), -52.0),
        "Geen verband aangetoond": picture(_NOT_SAID, points(11, 8, 0), -3.0),
        "Zonder lijn": picture(_NOT_SAID, points(3, 2, 0)),
        "Niets te tekenen": picture(_NOT_SAID, ()),
    }


def picture(sentence: str, drawn: tuple[Dose, ...], per_thousand: float | None = None) -> Doses:
    return Doses("Gasverbruik", _UNIT, sentence, drawn, "2006–2011", "2022–2024", per_thousand)
