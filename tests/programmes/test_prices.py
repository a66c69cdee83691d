"""Price levels: an imported index converts amounts; what it does not hold is refused, and nominal stays the rule."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from programmes.models import PriceFactor, PriceIndex
from programmes.prices import NoPriceLevel, import_price_index, price_level, read_factors
from programmes.taakvelden import UnreadableTable

SMALL = "from_year,to_year,factor\n2012,2013,1.025\n2013,2014,1.010\n"
NAMED = {"slug": "cpi", "name": "Prijsindex", "source": "CBS"}
REAL = Path(__file__).parents[3] / "shared" / "data" / "cpi" / "cbs_cpi_83131ned_yearly_factors.csv"


@pytest.fixture
def index(db):
    import_price_index(text=SMALL, **NAMED)
    return PriceIndex.objects.get()


def test_factors_are_exact_decimals(index):
    assert dict(index.factors.values_list("from_year", "factor")) == {
        2012: Decimal("1.02500"), 2013: Decimal("1.01000"),
    }  # fmt: skip


def test_the_same_index_again_changes_nothing(index):
    again = import_price_index(text=SMALL, **NAMED)
    assert (again.added, again.changed, again.removed) == (0, 0, 0)
    assert PriceFactor.objects.count() == 2


def test_an_amount_grows_with_each_year_between(index):
    level = price_level("2014")
    assert level.converted(100_00, 2012) == 103_53  # 100 × 1.025 × 1.010 = 103.525
    assert level.converted(100_00, 2014) == 100_00


def test_an_amount_of_a_later_year_shrinks_to_an_earlier_level(index):
    assert price_level("2012").converted(102_50, 2013) == 100_00


@pytest.mark.parametrize("year", ["2011", "2015", "2025"])
def test_a_year_that_the_table_does_not_hold_is_refused_with_the_years_that_it_does(index, year):
    with pytest.raises(NoPriceLevel, match="loopt van 2012 tot en met 2014"):
        price_level(year)
    with pytest.raises(NoPriceLevel, match="loopt van 2012 tot en met 2014"):
        price_level("2014").converted(1, int(year))


@pytest.mark.parametrize("asked", ["twee", "20144", "²012"])
def test_what_is_no_year_is_refused(index, asked):
    with pytest.raises(NoPriceLevel, match="is geen jaar"):
        price_level(asked)


def test_amounts_are_nominal_unless_a_level_is_asked(index):
    assert price_level("") is None


def test_without_an_index_it_is_said_so(db):
    with pytest.raises(NoPriceLevel, match="nog geen prijsindex"):
        price_level("2014")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "geen kolommen"),
        ("jaar;factor\n2012;1,025\n", "geen kolommen"),
        ("from_year,to_year,factor\n2012,2014,1.025\n", "Rij 2"),
        ("from_year,to_year,factor\n2012,2013,1.025\n2013,2014,0\n", "Rij 3"),
        ("from_year,to_year,factor\n2012,2013,1.025\n2014,2015,1.01\n", "na 2012 hoort 2013, niet 2014"),
        ("from_year,to_year,factor\n2012,2013,NaN\n", "Rij 2"),
    ],
)
def test_a_table_with_a_fault_is_refused_with_its_row(db, text, why):
    with pytest.raises(UnreadableTable, match=why):
        import_price_index(text=text, **NAMED)
    assert not PriceIndex.objects.exists()


def test_the_command_reads_a_file_and_refuses_a_wrong_one(db, tmp_path, capsys):
    file = tmp_path / "cpi.csv"
    file.write_text(SMALL, encoding="utf-8")
    call_command("import_price_index", str(file))
    assert "2 rijen; 2 erbij" in capsys.readouterr().out
    file.write_text("niets", encoding="utf-8")
    with pytest.raises(CommandError) as refusal:
        call_command("import_price_index", str(file))
    assert refusal.value.returncode == 3


@pytest.mark.skipif(not REAL.exists(), reason="the yearly factors of the CBS are not at hand")
def test_the_real_factors_reach_from_2012_to_2024():
    factors = read_factors(REAL.read_text(encoding="utf-8"))
    assert (min(factors), max(factors) + 1, factors[2021]) == (2012, 2024, Decimal("1.100"))
