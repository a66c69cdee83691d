"""The parts of an intervention's money that are meant for its outcomes: together never more than all of it."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _

from programmes.facts import share_words
from programmes.models import Contribution, Intervention
from stakeholders.refusal import Objections

SMALLEST = Decimal("0.0001")  # a hundredth of a percent, as the table keeps it


def check_money_share(contribution: Contribution, wrong: Objections) -> None:
    """Note what is wrong with the part under `money_share`: 0 to 1, and with the other parts no more than 1.

    Holds the intervention's row, so that two people cannot both give away what is left; call in a transaction.
    """
    share = contribution.money_share
    if share is None:
        return
    if not share.is_finite() or not 0 <= share <= 1 or share % SMALLEST:
        message = _("Kies een percentage van 0 tot en met 100, met ten hoogste twee cijfers achter de komma.")
        wrong.note("money_share", message)
        return
    Intervention.objects.select_for_update().get(pk=contribution.intervention_id)
    left = 1 - shared(contribution.intervention, but=contribution)
    if share > left:
        wrong.note(
            "money_share",
            _(
                "Dit is meer dan het geld dat er is: aan de andere uitkomsten is al %(taken)s toegedeeld. "
                "Kies ten hoogste %(left)s, of pas een andere bijdrage aan."
            )
            % {"taken": share_words(1 - left), "left": share_words(left)},
        )


def shared(intervention: Intervention, but: Contribution | None = None) -> Decimal:
    """The part of the money (0 to 1) that is said to be for one of the outcomes."""
    rows = intervention.contributions.all()
    rows = rows.exclude(pk=but.pk) if but and but.pk else rows
    return rows.aggregate(sum=Sum("money_share"))["sum"] or Decimal(0)
