"""Send the reminders that are due: `python manage.py send_reminders`. The worker does so every day by itself."""

from typing import Any

from django.core.management.base import BaseCommand

from programmes.services.reminders import send_reminders


class Command(BaseCommand):
    help = (
        "Opent de rapportages die vandaag beginnen en mailt de herinneringen die vandaag horen. Nog een keer op "
        "dezelfde dag verstuurt niets dubbel. De achtergrondwerker doet dit elke dag vanzelf."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        sent = send_reminders()
        self.stdout.write(f"{sent.opened} geopend, {sent.reports} herinnerd, {sent.mails} mails verstuurd.")
