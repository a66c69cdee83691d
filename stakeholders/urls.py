from django.urls import path

from stakeholders.views import erasing, organisations, people

urlpatterns = [
    path("werk/mensen", people.people, name="people"),
    path("werk/mensen/<int:pk>/intrekken", people.withdraw, name="withdraw_role"),
    path("werk/mensen/<int:pk>/wissen", erasing.erase, name="person-erase"),
    path("werk/organisaties", organisations.organisations, name="organisations"),
    path("werk/organisaties/nieuw", organisations.new_organisation, name="organisation-new"),
    path("werk/organisaties/<int:pk>/niet-hier", organisations.works_no_longer, name="organisation-works-no-longer"),
    path("werk/organisaties/<int:pk>", organisations.organisation, name="organisation"),
    path("uitnodiging/<str:token>", people.invitation, name="invitation"),
]
