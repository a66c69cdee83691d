"""`/gezond`: may visitors be sent here? 200 when the product can do its work, 503 with the reasons when not."""

from __future__ import annotations

from django.apps import apps
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from stakeholders.audience import PUBLIC, audience


def missing_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def look_is_collected() -> bool:
    """Whether this process knows the collected files and they are still there: every page names them, or fails."""
    storage = staticfiles_storage
    if not isinstance(storage, ManifestFilesMixin):
        return True
    return bool(storage.hashed_files) and storage.read_manifest() is not None


def problems() -> list[str]:
    """Each reason why not, in words. An app adds its own by a method `health_problems` on its AppConfig."""
    try:
        connection.ensure_connection()
        waiting = missing_migrations()
    except DatabaseError:
        return [_("De database is niet bereikbaar.")]
    if waiting:
        return [_("Deze migraties zijn nog niet uitgevoerd: %(names)s.") % {"names": ", ".join(waiting)}]
    found = [] if look_is_collected() else [_("De vormgeving is niet verzameld: python manage.py collectstatic.")]
    for config in apps.get_app_configs():
        found += getattr(config, "health_problems", list)()
    return found


@audience(PUBLIC)
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    reasons = problems()
    body = {"gezond": not reasons, "redenen": reasons}
    return JsonResponse(body, status=503 if reasons else 200)
