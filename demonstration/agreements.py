"""Agreements of Voorbeeldstad in every status, with their days and what was promised. All of them are invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from demonstration.files import read_toml
from demonstration.people import on_day
from programmes.models import Agreement, Document, Intervention, Programme
from programmes.promises import suggested_outputs
from programmes.services.agreements import DeadlineLine, move_agreement, propose_agreement
from programmes.services.commitments import add_commitment
from programmes.vocabulary import AgreementMove, AgreementStatus
from stakeholders.models import Organisation, Person

M = AgreementMove
# The steps that bring an agreement to its status; each begins as a bid.
WAY = {
    AgreementStatus.BID: (),
    AgreementStatus.TALKS: (M.TALK,),
    AgreementStatus.SIGNED: (M.TALK, M.SIGN),
    AgreementStatus.ENDED: (M.TALK, M.SIGN, M.END),
}


def load_agreements(
    programmes: dict[str, Programme],
    interventions: dict[int, Intervention],
    organisations: dict[str, Organisation],
    documents: dict[str, Document],
    by: Person,
) -> None:
    for row in read_toml("voorbeeldstad/afspraken.toml")["afspraak"]:
        with on_day(bid(row)):
            agreement = propose_agreement(
                programme=programmes[row["programma"]],
                by=by,
                kind=row["soort"],
                name=row["naam"],
                parties=[organisations[key] for key in row["partijen"]],
                first_year=row["eerste_jaar"],
                last_year=row["laatste_jaar"],
                summary=row["over"],
                document=documents.get(row.get("document", "")),
                deadlines=deadlines_of(row),
            )
            for said in row["toezegging"]:
                promise(agreement, said, interventions, organisations, by)
        bring(agreement, row, by)


def deadlines_of(row: dict[str, Any]) -> list[DeadlineLine]:
    return [DeadlineLine(line["naam"], line["uiterlijk"], line.get("gedaan")) for line in row.get("termijn", ())]


def bid(row: dict[str, Any]) -> date:
    """The day of the bid: the first of its days that was done, else its signing or the year before it begins."""
    done = [line["gedaan"] for line in row.get("termijn", ()) if "gedaan" in line]
    return min([*done, row.get("getekend", date(row["eerste_jaar"] - 1, 7, 1))])


def promise(
    agreement: Agreement,
    said: dict[str, Any],
    interventions: dict[int, Intervention],
    organisations: dict[str, Organisation],
    by: Person,
) -> None:
    through = [interventions[number] for number in said["interventies"]]
    add_commitment(
        agreement=agreement,
        by=by,
        organisation=organisations[said["wie"]],
        what=said["wat"],
        quantity=said.get("hoeveel"),
        unit=said.get("eenheid", ""),
        amount=Decimal(said["bedrag"]) if "bedrag" in said else None,
        due_on=said["uiterlijk"],
        interventions=through,
        outputs=suggested_outputs(through, said.get("eenheid", "")),
    )


def bring(agreement: Agreement, row: dict[str, Any], by: Person) -> None:
    """Bring an agreement to its status, by the steps that people take."""
    for move in WAY[AgreementStatus(row["status"])]:
        on = row["getekend"] if move == M.SIGN else None
        days = {M.TALK: bid(row), M.SIGN: row.get("getekend"), M.END: date(row["laatste_jaar"], 12, 31)}
        with on_day(days[move]):
            agreement = move_agreement(agreement=agreement, version=agreement.version, move=move, by=by, on=on)
