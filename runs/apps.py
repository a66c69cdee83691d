from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RunsConfig(AppConfig):
    name = "runs"
    verbose_name = _("Achtergrondwerk")
    default_auto_field = "django.db.models.AutoField"

    def ready(self) -> None:
        from runs import worker  # noqa: F401 - connects the worker's signals
