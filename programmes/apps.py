from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "programmes"
    verbose_name = _("Programma's")
    default_auto_field = "django.db.models.AutoField"

    def ready(self) -> None:
        from programmes.append_only import words_replaceable
        from programmes.streams import load_streams
        from programmes.tasks import register_kinds
        from stakeholders.traces import GUARDED

        register_kinds()
        GUARDED["programmes.Investment"] = words_replaceable
        post_migrate.connect(load_streams, sender=self)
