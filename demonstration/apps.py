from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class DemonstrationConfig(AppConfig):
    name = "demonstration"
    verbose_name = _("Demonstratie")
    default_auto_field = "django.db.models.AutoField"

    def health_problems(self) -> list[str]:
        """The demonstration stands when the cities have figures and the invented gemeente has a programme."""
        programmes = apps.get_model("programmes", "Programme").objects.filter(gemeente__invented=True)
        observations = apps.get_model("indicators", "Observation").objects.filter(area__invented=False)
        if programmes.exists() and observations.exists():
            return []
        return [str(_("De demonstratie staat er nog niet: python manage.py load_demonstration."))]
