from tests.architecture.source import ROOT
from tools import addresses


def test_every_address_stands_in_the_documents_with_whom_it_serves() -> None:
    written = (ROOT / "docs" / "adressen.md").read_text()
    assert written == addresses.page(), "make addresses"


def test_an_address_is_written_as_a_person_writes_it() -> None:
    assert addresses.readable(r"^gebieden/(?P<code>[^/.]+)$") == "gebieden/<code>"
    assert addresses.readable("wijken/<str:code>") == "wijken/<code>"
