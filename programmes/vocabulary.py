"""Pillars, challenges, states of money and of interventions: each defined once, with its Dutch words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from stakeholders.permissions import Action


class Pillar(models.TextChoices):
    FYSIEK = "fysiek", _("Fysiek")
    SOCIALE_BASIS = "sociale_basis", _("Sociale basis")
    SOCIALE_STIJGING = "sociale_stijging", _("Sociale stijging")
    SOCIALE_HEROVERING = "sociale_herovering", _("Sociale herovering")


PILLAR_EXPLANATION = {
    Pillar.FYSIEK: _("We maken huizen, straten en gebouwen in de wijk beter, zuiniger en klaar voor later."),
    Pillar.SOCIALE_BASIS: _("We zorgen voor plekken en mensen die helpen als het even niet lukt."),
    Pillar.SOCIALE_STIJGING: _("We helpen bewoners om te leren, mee te doen en werk te vinden."),
    Pillar.SOCIALE_HEROVERING: _("We pakken misdaad en overlast aan en belonen gedrag dat de wijk prettig maakt."),
}


class PhysicalPart(models.TextChoices):
    WONINGEN = "woningen", _("woningen")
    VERDUURZAMING = "verduurzaming", _("verduurzaming")
    AARDGASVRIJ = "aardgasvrij", _("aardgasvrij")
    VERDICHTING = "verdichting", _("verdichting")
    VOORZIENINGEN = "wijkvoorzieningen", _("wijkvoorzieningen")


class Challenge(models.TextChoices):
    """The big tasks (opgaven) that the study names."""

    ENERGIE = "energietransitie", _("Energietransitie")
    ARMOEDE = "armoede", _("Armoede")
    GEZONDHEID = "gezondheid", _("Gezondheid")
    ONDERMIJNING = "ondermijning", _("Ondermijnende criminaliteit")
    VERDICHTING = "verdichting", _("Verdichting")
    KLOOF = "kloof", _("De kloof tussen wijken")


class ProgrammeStatus(models.TextChoices):
    DRAFT = "concept", _("concept")
    PUBLISHED = "gepubliceerd", _("gepubliceerd")


class InterventionStatus(models.TextChoices):
    PLANNED = "gepland", _("gepland")
    BUSY = "bezig", _("bezig")
    ENDED = "afgerond", _("afgerond")
    WITHDRAWN = "ingetrokken", _("ingetrokken")


class Move(models.TextChoices):
    BEGIN = "begin", _("begin")
    END = "rond-af", _("rond af")
    WITHDRAW = "trek-in", _("trek in")

    @property
    def is_final(self) -> bool:
        """Whether no other move follows."""
        return not any(ALLOWED_MOVES[self][1] in from_statuses for from_statuses, _to in ALLOWED_MOVES.values())


# move → (from which statuses, to which status)
ALLOWED_MOVES: dict[Move, tuple[tuple[InterventionStatus, ...], InterventionStatus]] = {
    Move.BEGIN: ((InterventionStatus.PLANNED,), InterventionStatus.BUSY),
    Move.END: ((InterventionStatus.BUSY,), InterventionStatus.ENDED),
    Move.WITHDRAW: ((InterventionStatus.PLANNED, InterventionStatus.BUSY), InterventionStatus.WITHDRAWN),
}


# move → the permission that it asks on the intervention
MAY_MOVE: dict[Move, Action] = {Move.BEGIN: Action.CHANGE, Move.END: Action.CHANGE, Move.WITHDRAW: Action.CHANGE}


class MoneyState(models.TextChoices):
    """The four states of money, and the changed budget. They are never mixed in a sum."""

    BUDGETED = "begroot", _("begroot")
    BUDGET_CHANGED = "begroot_gewijzigd", _("begroot na wijziging")
    AWARDED = "toegekend", _("toegekend")
    COMMITTED = "verplicht", _("verplicht")
    SPENT = "besteed", _("besteed")


MONEY_STATE_EXPLANATION = {
    MoneyState.BUDGETED: _("Wat vooraf in de begroting staat."),
    MoneyState.BUDGET_CHANGED: _("Wat er na een besluit van de raad of het bestuur in de begroting staat."),
    MoneyState.AWARDED: _("Wat met een beschikking is toegezegd."),
    MoneyState.COMMITTED: _("Waarvoor een contract is getekend."),
    MoneyState.SPENT: _("De kosten die echt zijn gemaakt en geboekt."),
}


class Vat(models.TextChoices):
    """Amounts with and without btw are never added up unseen."""

    INCLUDED = "inclusief", _("inclusief btw")
    EXCLUDED = "exclusief", _("exclusief btw")
    UNKNOWN = "onbekend", _("btw onbekend")


class Nature(models.TextChoices):
    """An investment is paid once; its capital charges return each year. Only one of the two is ever counted."""

    INVESTMENT = "investering", _("investering of andere uitgave")
    CAPITAL_CHARGE = "kapitaallast", _("kapitaallast (rente en afschrijving)")


class StreamKind(models.TextChoices):
    GEMEENTE = "gemeente", _("Gemeente")
    CORPORATIE = "corporatie", _("Woningcorporatie")
    RIJK = "rijk", _("Rijk (specifieke uitkering)")
    VHF = "volkshuisvestingsfonds", _("Volkshuisvestingsfonds")
    REGIODEAL = "regiodeal", _("Regio Deal")
    EU = "eu", _("Europese Unie")
    PRIVAAT = "privaat", _("Privaat")


# What holds for all money of a kind; a gemeente writes what its own stream asks in the stream's explanation.
STREAM_RULES = {
    StreamKind.GEMEENTE: _("Uit de begroting van de gemeente. Elk bedrag staat op een taakveld."),
    StreamKind.CORPORATIE: _("Eigen geld van een woningcorporatie. Een taakveld hoort er niet bij."),
    StreamKind.RIJK: _("Met een vast doel. De gemeente verantwoordt het in de bijlage bij haar jaarrekening (SiSa)."),
    StreamKind.VHF: _("Bedragen zijn met btw. In de ronde van 2021 was ten hoogste 10 % voor projectkosten."),
    StreamKind.REGIODEAL: _("Het Rijk betaalt in de vijfde ronde ten hoogste de helft, en één kassier ontvangt het."),
    StreamKind.EU: _("Uit een fonds van de Europese Unie, met eigen regels voor wat meetelt."),
    StreamKind.PRIVAAT: _("Van een bedrijf, fonds of bewoners."),
}


class Evidence(models.TextChoices):
    A = "A", _("A: er is goed onderzoek met vergelijking")
    B = "B", _("B: aannemelijk, met enig onderzoek")
    C = "C", _("C: alleen ervaring uit de praktijk")
    UNKNOWN = "?", _("?: onbekend")


class GoalKind(models.TextChoices):
    RISE = "stijgen", _("moet stijgen")
    FALL = "dalen", _("moet dalen")
    HOLD = "houden", _("moet zo blijven")


class Likelihood(models.IntegerChoices):
    SMALL = 1, _("klein")
    MEDIUM = 2, _("middel")
    LARGE = 3, _("groot")


class DecidedBy(models.TextChoices):
    """Who took a decision."""

    COUNCIL = "raad", _("gemeenteraad")
    COLLEGE = "college", _("college van burgemeester en wethouders")
    BOARD = "bestuur", _("bestuur van een partner")
    STEERING = "stuurgroep", _("stuurgroep")
    TEAM = "programmateam", _("programmateam")


class AgreementKind(models.TextChoices):
    PERFORMANCE = "prestatieafspraken", _("prestatieafspraken")
    COVENANT = "convenant", _("convenant")


class AgreementStatus(models.TextChoices):
    BID = "bod", _("bod")
    TALKS = "overleg", _("in overleg")
    SIGNED = "getekend", _("getekend")
    ENDED = "afgelopen", _("afgelopen")


class AgreementMove(models.TextChoices):
    TALK = "bespreek", _("bespreek het bod")
    SIGN = "teken", _("teken")
    END = "sluit-af", _("sluit af")


# move → (from which statuses, to which status)
AGREEMENT_MOVES: dict[AgreementMove, tuple[tuple[AgreementStatus, ...], AgreementStatus]] = {
    AgreementMove.TALK: ((AgreementStatus.BID,), AgreementStatus.TALKS),
    AgreementMove.SIGN: ((AgreementStatus.BID, AgreementStatus.TALKS), AgreementStatus.SIGNED),
    AgreementMove.END: ((AgreementStatus.SIGNED,), AgreementStatus.ENDED),
}


class ReportStatus(models.TextChoices):
    OPEN = "open", _("open")
    DRAFT = "concept", _("concept")
    SUBMITTED = "ingediend", _("ingediend")
    RETURNED = "teruggestuurd", _("teruggestuurd")
    ACCEPTED = "geaccepteerd", _("geaccepteerd")
    LOCKED = "vergrendeld", _("vergrendeld")


class ReportMove(models.TextChoices):
    FILL = "vul-in", _("vul in")
    SUBMIT = "dien-in", _("dien in")
    WITHDRAW = "haal-terug", _("haal terug")
    RETURN = "stuur-terug", _("stuur terug")
    ACCEPT = "accepteer", _("accepteer")
    LOCK = "vergrendel", _("vergrendel")


# move → (from which statuses, to which status, the permission that it asks on the report)
REPORT_MOVES: dict[ReportMove, tuple[tuple[ReportStatus, ...], ReportStatus, Action]] = {
    ReportMove.FILL: (
        (ReportStatus.OPEN, ReportStatus.DRAFT, ReportStatus.RETURNED), ReportStatus.DRAFT, Action.CHANGE,
    ),
    ReportMove.SUBMIT: ((ReportStatus.DRAFT, ReportStatus.RETURNED), ReportStatus.SUBMITTED, Action.SUBMIT),
    ReportMove.WITHDRAW: ((ReportStatus.SUBMITTED,), ReportStatus.DRAFT, Action.SUBMIT),
    ReportMove.RETURN: ((ReportStatus.SUBMITTED,), ReportStatus.RETURNED, Action.JUDGE),
    ReportMove.ACCEPT: ((ReportStatus.SUBMITTED,), ReportStatus.ACCEPTED, Action.JUDGE),
    ReportMove.LOCK: ((ReportStatus.ACCEPTED,), ReportStatus.LOCKED, Action.JUDGE),
}  # fmt: skip
