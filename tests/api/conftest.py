import pytest
from rest_framework.test import APIClient

from indicators.domains import Status
from indicators.models import ImportFile, Indicator, Observation, Source
from tests.cast import Cast
from wijken.models import Area


@pytest.fixture
def api() -> APIClient:
    return APIClient()


@pytest.fixture
def crime(cast: Cast) -> Indicator:
    """Registered crime of Havenkwartier over five years, of which one withheld, and of a division before."""
    source, _ = Source.objects.get_or_create(slug="politie-proef", defaults={"name": "Politie"})
    indicator, _ = Indicator.objects.get_or_create(
        slug="misdrijven-proef",
        defaults={
            "name": "Misdrijven",
            "unit": "per 1.000 inwoners",
            "domain": "veiligheid",
            "direction": "lager",
            "aggregation": "nooit",
            "source": source,
        },
    )
    file = ImportFile.objects.create(source="table", name="proef.csv", sha256="0" * 64, division_year=2024)
    older = Area.objects.create(code="WKVB0101", name="Havenkwartier", level="wijk", division_year=2019)
    values = {2019: 80.5, 2020: 78.0, 2021: None, 2022: 71.25, 2023: 70.0}
    for year, value in values.items():
        status = Status.MEASURED if value is not None else Status.WITHHELD
        Observation.objects.create(
            area=cast.wijk, indicator=indicator, period=year, value=value, status=status, file=file
        )
    Observation.objects.create(area=older, indicator=indicator, period=2018, value=99.0, file=file)
    return indicator
