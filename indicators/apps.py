from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed_apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    name = "indicators"
    verbose_name = _("Indicatoren")
    default_auto_field = "django.db.models.AutoField"

    def ready(self) -> None:
        from indicators.tasks import register_kinds

        register_kinds()
        post_migrate.connect(load_catalogue, sender=self)


def load_catalogue(*, using: str, apps: Any = installed_apps, **kwargs: Any) -> None:
    """The catalogue stands as soon as its tables do; a database migrated back to before them is left alone."""
    from indicators.catalogue import load

    try:
        apps.get_model("indicators", "DefinitionVersion")
    except LookupError:
        return
    load(using=using, apps=apps)
