"""What the programmes of Voorbeeldstad keep beside their money: documents, milestones, risks and decisions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from demonstration.files import read_toml
from demonstration.papers import pdf, png
from demonstration.people import on_day, put_on_its_day
from programmes.models import Document, Intervention, Programme
from programmes.services.documents import add_document
from programmes.services.progress import add_milestone, add_risk, change_milestone, change_risk, record_decision
from stakeholders.models import Organisation, Person


def load_progress(
    programmes: dict[str, Programme],
    interventions: dict[int, Intervention],
    organisations: dict[str, Organisation],
    by: Person,
) -> dict[str, Document]:
    """The documents by the key that other files use."""
    file = read_toml("voorbeeldstad/voortgang.toml")
    documents = {row["sleutel"]: make_document(row, programmes, interventions, by) for row in file["document"]}
    for row in file["mijlpaal"]:
        make_milestone(row, interventions[row["interventie"]], by)
    for row in file["risico"]:
        make_risk(row, programmes, interventions, organisations, by)
    for row in file["besluit"]:
        with on_day(row["genomen"]):
            record_decision(
                programme=programmes[row["programma"]], intervention=interventions.get(row.get("interventie", 0)),
                by=by, name=row["naam"], text=row["tekst"], taken_on=row["genomen"], taken_by=row["door"],
                document=documents.get(row.get("document", "")),
            )  # fmt: skip
    return documents


def make_milestone(row: dict[str, Any], intervention: Intervention, by: Person) -> None:
    """Planned when its intervention began, and reached on its day."""
    with on_day(date(intervention.start_year, 1, 15)):
        milestone = add_milestone(intervention=intervention, name=row["naam"], due_on=row["gepland"], by=by)
    if "gehaald" in row:
        with on_day(row["gehaald"]):
            change_milestone(milestone=milestone, version=milestone.version, reached_on=row["gehaald"], by=by)


def make_risk(
    row: dict[str, Any],
    programmes: dict[str, Programme],
    interventions: dict[int, Intervention],
    organisations: dict[str, Organisation],
    by: Person,
) -> None:
    """Written down on its day, and closed on its day."""
    with on_day(row["opgeschreven"]):
        risk = add_risk(
            programme=programmes[row["programma"]], intervention=interventions.get(row.get("interventie", 0)), by=by,
            name=row["naam"], likelihood=row["kans"], effect=row["gevolg"], measure=row["maatregel"],
            owner=organisations[row["let_op"]],
        )  # fmt: skip
    if "afgesloten" in row:
        with on_day(row["afgesloten"]):
            change_risk(risk=risk, version=risk.version, closed_on=row["afgesloten"], by=by)


def make_document(
    row: dict[str, Any], programmes: dict[str, Programme], interventions: dict[int, Intervention], by: Person
) -> Document:
    content = png(row["naam"]) if row["bestand"].endswith(".png") else pdf(row["naam"], row["tekst"])
    with on_day(row["toegevoegd"]):
        document = add_document(
            programme=programmes[row["programma"]],
            intervention=interventions.get(row.get("interventie", 0)),
            file=SimpleUploadedFile(row["bestand"], content),
            name=f"{row['naam']} (verzonnen)",
            public=row.get("openbaar", False),
            by=by,
        )
    put_on_its_day(document, "uploaded_at", row["toegevoegd"])
    return document
