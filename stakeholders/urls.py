from django.urls import path

from stakeholders import views

urlpatterns = [
    path("werk/mensen", views.people, name="people"),
    path("werk/mensen/<int:pk>/intrekken", views.withdraw, name="withdraw_role"),
    path("uitnodiging/<str:token>", views.invitation, name="invitation"),
]
