from django.urls import path

from indicators import views

urlpatterns = [
    path("werk/importeren", views.imports, name="imports"),
    path("werk/importeren/<int:run_id>", views.import_run, name="import_run"),
    path("werk/importeren/<int:run_id>/stoppen", views.stop_import, name="stop_import"),
]
