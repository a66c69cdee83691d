"""Money per household against change: every wijk a point, none ranked, and the line of the answer."""

from charts import doses
from charts.doses import Dose, Doses
from charts.examples.dosepoints import dose_pictures, points


def picture(*drawn: Dose, per_thousand: float | None = -50.0) -> Doses:
    return Doses("Gasverbruik", "m³ per woning", "Zin.", drawn, "2006–2011", "2022–2024", per_thousand)


def test_the_line_goes_through_the_middle_with_the_slope_of_the_answer() -> None:
    drawn = picture(Dose("A", 0, 0), Dose("B", 2000, -100))
    assert drawn.ends == ((0, 0), (2000, -100))


def test_without_an_answer_there_is_no_line() -> None:
    assert picture(Dose("A", 0, 0), per_thousand=None).ends is None
    assert "chart-start" not in doses.draw(dose_pictures()["Zonder lijn"]).drawings[0].svg


def test_each_wijk_is_a_point_and_those_with_money_are_filled() -> None:
    svg = doses.draw(picture(*points(14, 20, -52))).drawings[0].svg
    assert svg.count("<circle") == 34
    assert svg.count("chart-study--outside") == 14


def test_the_table_is_by_name_and_never_by_how_much_changed() -> None:
    table = doses.table(picture(Dose("Zuid", 0, 5), Dose("Noord", 900, -80), Dose("Midden", 10, 90)))
    assert [row.header for row in table.rows] == ["Midden", "Noord", "Zuid"]


def test_no_wijk_is_named_in_the_drawing_itself() -> None:
    svg = doses.draw(picture(Dose("Zuid", 100, 5), Dose("Noord", 0, 1))).drawings[0].svg
    assert ">Zuid<" not in svg


def test_without_wijken_it_says_so() -> None:
    assert "Er is geen wijk te tekenen." in doses.draw(dose_pictures()["Niets te tekenen"]).drawings[0].svg
