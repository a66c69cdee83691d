"""The Celery application: a doorbell for the work that stands as rows in `runs`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkaanpak.settings")
# numpy is not loaded yet: one thread a process, for workers that share cores lose half their time waiting for each
# other's threads, and sums may not depend on how many cores there are
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

app = Celery("wijkaanpak")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
