"""The list of taakvelden of a book year: read from a definition file of Iv3, and never mixed with another year."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from programmes.models import Taakveld
from programmes.taakvelden import UnreadableTable, import_taakvelden, name_of, read_definitions

REAL = Path(__file__).parents[3] / "shared" / "data" / "iv3"


def definitions(codes=None, year="2023", layer="Gemeente"):
    codes = codes or {"0.1": "Bestuur", "0.10": "Mutaties reserves", "6.71a": "Hulp bij het huishouden (WMO)"}
    leaves = [{"code": code, "omschrijving": name} for code, name in codes.items()]
    tree = [{"code": "Tot_TV", "omschrijving": "Totaal taakvelden", "subcodes": [
        {"code": "0.", "omschrijving": "BESTUUR", "subcodes": leaves}]}]  # fmt: skip
    about = {"overheidslaag": layer, "boekjaar": year, "omschrijving": "klein voorbeeld"}
    return json.dumps({"metadata": about, "codelijsten": {"taakveld": {"codelijst": tree}}})


def test_the_codes_of_a_definition_file_are_strings_without_groups_and_totals():
    assert list(read_definitions(definitions(), 2023)) == ["0.1", "0.10", "6.71a"]


def test_a_list_is_imported_once_and_the_same_file_again_changes_nothing(db):
    first = import_taakvelden(text=definitions(), year=2023)
    again = import_taakvelden(text=definitions(), year=2023)
    assert (first.added, again.added, again.changed, again.removed) == (3, 0, 0, 0)
    assert Taakveld.objects.count() == 3


def test_a_newer_list_takes_the_place_of_that_year_only(db):
    import_taakvelden(text=definitions(), year=2023)
    import_taakvelden(text=definitions({"6.711": "Huishoudelijke hulp (WMO)"}, year="2026"), year=2026)
    import_taakvelden(text=definitions({"0.1": "Bestuur en steun"}), year=2023)
    assert set(Taakveld.objects.values_list("book_year", "code", "name")) == {
        (2023, "0.1", "Bestuur en steun"), (2026, "6.711", "Huishoudelijke hulp (WMO)"),
    }  # fmt: skip


def test_a_code_is_told_with_its_name_in_its_own_year(db):
    import_taakvelden(text=definitions(), year=2023)
    assert (name_of("0.10", 2023), name_of("0.10", 2026)) == ("0.10 Mutaties reserves", "0.10")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("geen json", "geen definitiebestand"),
        ("[]", "geen definitiebestand"),
        (definitions(year="2026"), "van boekjaar 2026, niet van 2023"),
        (definitions(layer="Provincie"), "voor Provincie"),
        (definitions({"12.3456": "Raar"}), r"12\.3456"),
    ],
)
def test_what_is_no_such_list_is_refused_and_nothing_is_written(db, text, why):
    with pytest.raises(UnreadableTable, match=why):
        import_taakvelden(text=text, year=2023)
    assert not Taakveld.objects.exists()


def test_the_command_tells_what_it_did_as_json(db, tmp_path, capsys):
    file = tmp_path / "iv3.json"
    file.write_text(definitions(), encoding="utf-8")
    call_command("import_taakvelden", str(file), "--year", "2023", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["added"], told["errors"]) == (3, 3, [])


def test_the_command_ends_with_3_and_the_reason_where_it_refuses(db, tmp_path):
    file = tmp_path / "iv3.json"
    file.write_text(definitions(), encoding="utf-8")
    with pytest.raises(CommandError, match="boekjaar 2023") as refusal:
        call_command("import_taakvelden", str(file), "--year", "2026")
    assert refusal.value.returncode == 3


@pytest.mark.skipif(not REAL.exists(), reason="no licence to ship the files of Iv3, and none at hand")
@pytest.mark.parametrize(("year", "has", "lacks"), [(2023, "6.71a", "6.711"), (2026, "6.711", "6.71a")])
def test_the_real_list_of_a_year_is_read(year, has, lacks):
    table = read_definitions((REAL / f"iv3_definities_Gemeente_{year}.json").read_text(encoding="utf-8"), year)
    assert has in table
    assert lacks not in table
    assert (table["0.1"], table["0.10"]) == ("Bestuur", "Mutaties reserves")
