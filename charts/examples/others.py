"""Strips of wijken and progress of goals, in every state. All of it is invented."""

from dataclasses import replace

from charts.examples.panels import CITY, WIJK
from charts.goalprogress import Progress
from charts.model import Direction, GoalMark, Point, Status
from charts.strip import Dot, Mark, Strip
from charts.verdict import GoalPath, Way


def strips() -> dict[str, Strip]:
    names = [f"Wijk {number:02d}" for number in range(1, 41)]
    values = [30 + (number * number * 7) % 61 + number / 10 for number in range(40)]
    dots = tuple(Dot(name, round(value, 1)) for name, value in zip(names, values, strict=True))
    own = Dot(WIJK, 70.0, is_own=True)
    hidden = (Dot("Wijk 41", None, Status.WITHHELD), Dot("Wijk 42", None, Status.MISSING))
    marks = (Mark(CITY, 48), Mark("Nederland", 46))
    usual = Strip("Misdrijven", "per 1.000 inwoners", 2025, (*dots, own, *hidden), marks, Direction.LOWER_IS_BETTER)
    return {
        "Gewoon": usual,
        "Zonder eigen wijk": replace(usual, dots=dots),
        "Alle wijken gelijk": replace(usual, dots=tuple(replace(dot, value=12) for dot in (*dots, own)), marks=()),
        "Eén wijk": replace(usual, dots=(own,), marks=()),
        "Geen cijfers": replace(usual, dots=hidden, marks=()),
    }


def goals() -> dict[str, Progress]:
    start, target, top = GoalMark(2012, 96), GoalMark(2027, 60), GoalMark(2027, 96)

    def progress(latest: Point | None, **changes: object) -> Progress:
        parts: dict[str, object] = {"title": "Misdrijven", "unit": "per 1.000 inwoners", "threshold": 1}
        return Progress(**({"path": GoalPath(start, target, latest)} | parts | changes))  # type: ignore[arg-type]

    def hold(latest: Point) -> GoalPath:
        return GoalPath(start, top, latest, Way.HOLD)

    return {
        "Achter": progress(Point(2025, 70)),
        "Op koers": progress(Point(2020, 74)),
        "Gehaald": progress(Point(2025, 58)),
        "De andere kant op": progress(Point(2025, 104)),
        "Nog geen cijfer": progress(None),
        "Moet zo blijven": progress(Point(2025, 97.5), path=hold(Point(2025, 97.5)), threshold=2),
        "Niet zo gebleven": progress(Point(2025, 91), path=hold(Point(2025, 91)), threshold=2),
        "Niet hoger dan het begin": progress(None, path=GoalPath(start, top, Point(2025, 90), Way.FALL)),
        "Hoger dan het begin": progress(None, path=GoalPath(start, top, Point(2025, 101), Way.FALL)),
        "Negatief": Progress(
            "Leefbaarheid",
            "verschil met Nederland",
            GoalPath(GoalMark(2012, -0.32), GoalMark(2027, -0.12), Point(2024, -0.2)),
            decimals=2,
            threshold=0.02,
        ),
    }
