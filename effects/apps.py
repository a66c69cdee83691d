"""The app that ties spending to outcomes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EffectsConfig(AppConfig):
    name = "effects"
    verbose_name = _("effecten")
    default_auto_field = "django.db.models.AutoField"

    def ready(self) -> None:
        from effects.doorbells import connect
        from effects.history import tell
        from effects.tasks import register_kinds

        tell()
        connect()
        register_kinds()
