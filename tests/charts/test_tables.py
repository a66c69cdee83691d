"""The table behind a chart holds what is drawn, and words where nothing is known."""

from charts import tables
from charts.examples.panels import benefits, withheld_panel
from charts.examples.pictures import negative_bars, picture


def test_money_sums_to_the_cent():
    table = tables.money(picture())
    assert sum(row.cells[-1].raw for row in table.rows[:-1]) == table.rows[-1].cells[-1].raw
    assert table.rows[-1].cells[-1].raw == picture().total_cents


def test_each_year_sums_over_its_pillars():
    for row in tables.money(picture()).rows:
        assert sum(cell.raw for cell in row.cells[:-1]) == row.cells[-1].raw


def test_a_reported_nought_differs_from_no_report():
    table = tables.money(picture(bars=negative_bars()))
    cells = next(row for row in table.rows if row.header == "2021").cells
    assert [cell.text for cell in cells[:2]] == ["€\u00a00,00", "niet gemeld"]
    assert cells[1].raw is None


def test_unknown_figures_are_words_without_data():
    rows = {row.header: row.cells[0] for row in tables.outcome(withheld_panel()).rows}
    assert [rows[year].text for year in ("2018", "2021")] == ["verzwegen", "geen cijfer"]
    assert rows["2018"].raw is None


def test_a_provisional_figure_says_so():
    assert tables.outcome(withheld_panel()).rows[-1].cells[0].note == "voorlopig"


def test_goals_stand_in_a_column_of_their_own():
    table = tables.outcome(benefits())
    assert table.header[-1] == "doel"
    assert table.rows[-1].cells[-1].raw == 70


def test_interventions_link_to_their_page():
    assert all(row.url for row in tables.spans(picture()).rows)
