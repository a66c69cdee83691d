"""Kerncijfers wijken en buurten: headers of every year and maker, areas, and what cannot be true."""

import pytest

from indicators.domains import Status
from indicators.readers import read
from indicators.readers.kwb_headers import read_headers, slug_of
from tests.indicators.readers.files import figure, kwb_text, only_problem, read_kwb, text_file, value

HOMES = "Wonen/Woningen naar eigendom/Huurwoningen/In bezit woningcorporatie (%)"


@pytest.mark.parametrize(
    ("header", "slug"),
    [
        ("Bevolking/Aantal inwoners (aantal)", "inwoners"),
        ("Bevolking.Aantal.inwoners..aantal.", "inwoners"),
        ("Aantal inwoners", "inwoners"),
        ("Inkomen/Inkomen van personen/Gemiddeld inkomen per inwoner\xa0 (x 1 000 euro)", "inkomen-inwoner"),
        ("Inkomen.Inkomen.van.personen.Gemiddeld.inkomen.per.inwoner...x.1.000.euro.", "inkomen-inwoner"),
        ("Wonen/Gemiddelde woningwaarde (x 1 000 euro)", "woz"),
        ("Wonen.Gemiddelde.WOZ.waarde.van.woningen..x.1.000.euro.", "woz"),
        ("Onderwijs/Opleidingsniveau/Hbo, wo (aantal)", "opleiding-hoog-aantal"),
        ("Opleidingsniveau.Opleidingsniveau.hoog..aantal.", "opleiding-hoog-aantal"),
        ("Zorg.Wmo.cliënten..aantal.", "wmo-aantal"),
        ("Energie.Gemiddeld.aardgasverbruik.Gemiddeld.aardgasverbruik.totaal..m..", "gasverbruik"),
        ("Energie.Gemiddeld.aardgasverbruik.Naar.eigendom.Huurwoning..m..", None),
        ("Onderwijs/Hoogst behaald onderwijsniveau/Havo, vwo, mbo2-4 (aantal)", "opleiding-middel-aantal"),
        ("Inkomen/Huishoudens/Gem. gestandaardiseerd inkomen (x 1 000 euro)", "inkomen-huishouden"),
        ("Wonen en vastgoed/Woningen naar eigendom/Koopwoningen (%)", "koopwoningen"),
        ("Voortgezet onderwijs/Afstand tot school (km)", None),
        ("huisartsenpraktijk_gemiddelde_afstand_in_km", "afstand-huisarts"),
        ("Pop_Age_0_15", "inwoners-0-15"),
        ("Pct_Owner_Occupied", "koopwoningen"),
        ("Avg_Income_Per_Income_Recipient_1000EUR", None),
    ],
)
def test_a_header_is_known_by_its_words_whoever_wrote_it(header, slug) -> None:
    assert slug_of(header) == slug


@pytest.mark.parametrize("number", [74, 83, 87, 92])
def test_the_number_behind_an_odata_key_makes_no_difference(number) -> None:
    headers = read_headers(["WijkenEnBuurten", "Codering_3", f"PersonenPerSoortUitkeringBijstand_{number}"])
    assert [column.slug for column in headers.columns] == ["bijstand-aantal"]


def test_a_key_that_stands_twice_but_for_its_number_is_ambiguous_and_left_out() -> None:
    headers = read_headers(["Codering_3", "AantalInwoners_5", "k_0Tot15Jaar_8", "k_0Tot15Jaar_60"])
    assert [column.slug for column in headers.columns] == ["inwoners"]
    assert headers.unmapped == ["k_0Tot15Jaar_8", "k_0Tot15Jaar_60"]


def test_a_percentage_is_not_taken_for_the_count_of_another_table() -> None:
    assert slug_of("Bevolking/Leeftijdsgroepen/0 tot 15 jaar (%)") is None


def test_the_year_is_the_division_and_the_period(tmp_path) -> None:
    reading = read_kwb(tmp_path, "Moerwijk;Wijk;WK051836  ;21300", year=2017)
    assert reading.division_year == 2017
    assert figure(reading, "WK051836", "inwoners")["period"] == 2017


def test_without_a_year_the_file_is_refused(tmp_path) -> None:
    assert "jaar" in only_problem(read_kwb(tmp_path, "Moerwijk;Wijk;WK051836;21300", year=None)).message


def test_the_file_carries_its_own_areas(tmp_path) -> None:
    reading = read_kwb(
        tmp_path, "'s-Gravenhage  ;Gemeente  ;GM0518    ;537833", "Wijk 36 Moerwijk;Wijk;WK051836  ;21300",
        "Moerwijk-Oost;Buurt     ;BU05183620;4000", "De A;Wijk;WK0363AA  ;5",
    )  # fmt: skip
    assert reading.areas.rows() == [
        ("GM0518", "'s-Gravenhage", "gemeente", "NL00"),
        ("WK051836", "Moerwijk", "wijk", "GM0518"),
        ("BU05183620", "Moerwijk-Oost", "buurt", "WK051836"),
        ("WK0363AA", "De A", "wijk", "GM0363"),
    ]


def test_a_pc4_file_carries_its_postcodes(tmp_path) -> None:
    path = text_file(
        tmp_path, "pc4,aantal_inwoners,aantal_woningen,aantal_niet_bewoonde_woningen\n1011,9910,6265,615\n"
    )
    reading = read(path, source="kwb", year=2023)
    assert reading.areas.rows() == [("1011", "Postcode 1011", "pc4", None)]
    assert value(reading, "1011", "leegstand") == pytest.approx(9.8164, abs=1e-4)


def test_headers_put_into_english_by_others_are_known(tmp_path) -> None:
    header = '"District_Type";"Municipality_Name";"Area_Code";"Population_Total";"Avg_Household_Size"'
    text = header + '\n"Haarlemmerbuurt";"Amsterdam   ";"WK0363AA  ";9180;1,6\n'
    reading = read(text_file(tmp_path, text), source="kwb", year=2024)
    assert reading.areas.row(0)[:2] == ("WK0363AA", "Haarlemmerbuurt")
    assert value(reading, "WK0363AA", "huishoudensgrootte") == 1.6


def test_odata_rows_have_their_code_in_wijken_en_buurten(tmp_path) -> None:
    text = "ID,WijkenEnBuurten,Gemeentenaam_1,AantalInwoners_5\n0,GM0518    ,'s-Gravenhage    ,537833\n"
    reading = read(text_file(tmp_path, text), source="kwb", year=2019)
    assert reading.areas.row(0) == ("GM0518", "'s-Gravenhage", "gemeente", "NL00")


def test_a_map_table_has_the_codes_of_all_its_levels_and_says_what_is_secret(tmp_path) -> None:
    text = "buurtcode,buurtnaam,wijkcode,gemeentecode,gemeentenaam,aantal_inwoners,percentage_koopwoningen\n"
    path = text_file(tmp_path, text + "BU05183620,Moerwijk-Oost,WK051836,GM0518,Den Haag,4000,-99997\n")
    reading = read(path, source="kwb", year=2022)
    assert reading.areas.rows() == [("BU05183620", "Moerwijk-Oost", "buurt", "WK051836")]
    assert figure(reading, "BU05183620", "koopwoningen")["status"] == Status.WITHHELD


def test_decimal_comma_and_decimal_point_may_stand_in_one_row(tmp_path) -> None:
    columns = "Bevolking/Aantal inwoners (aantal);Zorg/Percentage jongeren met jeugdzorg (%);" + HOMES
    reading = read_kwb(tmp_path, "A;Wijk;WK051836;100;10,2;     67.5", columns=columns)
    assert (value(reading, "WK051836", "jeugdzorg"), value(reading, "WK051836", "corporatiebezit")) == (10.2, 67.5)


def test_a_missing_figure_is_a_row_without_value(tmp_path) -> None:
    found = figure(read_kwb(tmp_path, "A;Wijk;WK051836;       ."), "WK051836", "inwoners")
    assert (found["value"], found["status"]) == (None, Status.MISSING)


def test_columns_that_are_not_read_are_named(tmp_path) -> None:
    reading = read_kwb(tmp_path, "A;Wijk;WK051836;5;3", columns="Bevolking/Aantal inwoners (aantal);Motorfietsen")
    assert reading.unmapped_columns == ["Motorfietsen"]


def test_a_share_of_140_percent_is_told_with_row_and_column(tmp_path) -> None:
    problem = only_problem(read_kwb(tmp_path, "A;Wijk;WK051835;60", "B;Wijk;WK051836;140", columns=HOMES))
    assert (problem.row, problem.column, problem.value) == (3, HOMES, "140")
    assert "100" in problem.message


def test_a_negative_count_is_told(tmp_path) -> None:
    assert "onder nul" in only_problem(read_kwb(tmp_path, "A;Wijk;WK051836;-5")).message


@pytest.mark.parametrize("text", ["1.234", "12,5"])
def test_a_count_with_a_fraction_is_told_and_thousands_are_not_guessed(tmp_path, text) -> None:
    assert "duizendtallen" in only_problem(read_kwb(tmp_path, f"A;Wijk;WK051836;{text}")).message


def test_an_impossible_code_is_told(tmp_path) -> None:
    problem = only_problem(read_kwb(tmp_path, "A;Wijk;WK051836;5", "B;Wijk;W51837;5"))
    assert (problem.row, problem.value) == (3, "W51837")


def test_a_code_that_lost_its_noughts_is_told(tmp_path) -> None:
    assert only_problem(read_kwb(tmp_path, "A;Wijk;140000;5")).value == "140000"


def test_a_double_row_is_told(tmp_path) -> None:
    problem = only_problem(read_kwb(tmp_path, "A;Wijk;WK051836;5", "A;Wijk;WK051836  ;6"))
    assert (problem.row, problem.value) == (3, "WK051836")


def test_a_level_that_contradicts_the_code_is_told(tmp_path) -> None:
    assert only_problem(read_kwb(tmp_path, "A;Buurt;WK051836;5")).value == "WK051836: Buurt"


def test_two_columns_for_one_indicator_are_told(tmp_path) -> None:
    columns = "Wonen/Gemiddelde woningwaarde (x 1 000 euro);Gemiddelde WOZ-waarde van woningen"
    assert "woz" in only_problem(read_kwb(tmp_path, "A;Wijk;WK051836;118;119", columns=columns)).message


def test_a_file_without_a_column_of_codes_is_refused(tmp_path) -> None:
    path = text_file(tmp_path, "Naam;Aantal inwoners\nMoerwijk;5\n")
    assert "codes van gebieden" in only_problem(read(path, source="kwb", year=2019)).message


def test_a_file_without_one_known_indicator_is_refused(tmp_path) -> None:
    path = text_file(tmp_path, "Codering;Motorfietsen\nWK051836;5\n")
    assert "bekende indicator" in only_problem(read(path, source="kwb", year=2019)).message


def test_percentages_in_the_place_of_age_groups_are_told(tmp_path) -> None:
    ages = "k_0Tot15Jaar_8,k_15Tot25Jaar_9,k_25Tot45Jaar_10,k_45Tot65Jaar_11,k_65JaarOfOuder_12"
    path = text_file(tmp_path, f"Codering_3,AantalInwoners_5,{ages}\nWK051836,21300,21,12,33,23,11\n")
    assert "percentages" in only_problem(read(path, source="kwb", year=2012)).message


def test_all_problems_of_a_file_come_at_once_in_the_order_of_its_rows(tmp_path) -> None:
    reading = read_kwb(tmp_path, "A;Wijk;WK051836;veel", "B;Wijk;X;5", "C;Wijk;WK051838;-1", "C;Wijk;WK051838;1")
    assert [problem.row for problem in reading.problems] == [2, 3, 4, 5]
    assert all(problem.file == "tabel.csv" for problem in reading.problems)


def test_a_file_that_is_wrong_all_over_names_200_problems_and_counts_the_rest(tmp_path) -> None:
    rows = [f"A;Wijk;WK05{number:04d};veel" for number in range(500)]
    problems = read(text_file(tmp_path, kwb_text(*rows)), source="kwb", year=2019).problems
    assert len(problems) == 201
    assert "300" in problems[-1].message


def test_invented_codes_count_in_demonstration_mode_only(tmp_path, settings) -> None:
    row = "Havenkwartier;Wijk;WKVB0101;5"
    settings.DEMO = True
    assert not read_kwb(tmp_path, row).problems
    settings.DEMO = False
    assert only_problem(read_kwb(tmp_path, row)).value == "WKVB0101"


def test_a_column_perioden_gives_the_year_of_the_figures(tmp_path) -> None:
    text = "WijkenEnBuurten;Perioden;AantalInwoners_5\nWK051836  ;2018JJ00;5\nWK051836  ;2019JJ00;6\n"
    reading = read(text_file(tmp_path, text), source="kwb", year=2020)
    assert not reading.problems
    assert (value(reading, "WK051836", "inwoners", 2018), value(reading, "WK051836", "inwoners", 2019)) == (5, 6)
    assert (reading.division_year, reading.areas.height, reading.unmapped_columns) == (2020, 1, [])


def test_the_short_column_names_of_the_yearly_file_are_known(tmp_path) -> None:
    text = (
        "gwb_code_10;gwb_code_8;regio;gm_naam;recs;gwb_code;a_inw;a_00_14;p_koopw;g_wozbag\n"
        "WK051836;051836;Wijk 36 Moerwijk;'s-Gravenhage;Wijk;051836;21300;3900;17;212\n"
    )
    reading = read(text_file(tmp_path, text), source="kwb", year=2024)
    assert not reading.problems
    assert reading.areas.row(0)[:3] == ("WK051836", "Moerwijk", "wijk")
    assert [value(reading, "WK051836", slug) for slug in ("inwoners", "inwoners-0-15", "koopwoningen", "woz")] == [
        21300, 3900, 17, 212,
    ]  # fmt: skip
    assert reading.unmapped_columns == []


@pytest.mark.parametrize("code", ["code", "Region code", "BU_CODE", "Postcode"])
def test_headers_put_into_english_or_shortened_are_known(tmp_path, code) -> None:
    reading = read(text_file(tmp_path, f"{code},Name,Population\n2531,X,5\n"), source="kwb", year=2024)
    assert value(reading, "2531", "inwoners") == 5
