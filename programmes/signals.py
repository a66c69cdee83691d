"""What the floors above may listen to."""

from django.dispatch import Signal

# Sent with `entries`: what was just put in the ledger, one entry or a whole report, inside its transaction.
money_booked = Signal()
