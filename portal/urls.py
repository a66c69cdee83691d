from django.urls import path

from portal import views
from portal.styleguide.views import style

urlpatterns = [
    path("", views.home, name="home"),
    path("stijl", style, name="stijl"),
    path("start", views.start, name="start"),
]
