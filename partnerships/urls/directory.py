from django.urls import path

from partnerships.views import contacts

urlpatterns = [
    path("celky/<int:pk>/kontakty/", contacts.people, name="people"),
    path("celky/<int:pk>/kontakty/lide.xlsx", contacts.people_xlsx, name="people_xlsx"),
    path("celky/<int:pk>/kontakty/nova-osoba/", contacts.person_add, name="person_add"),
    path("celky/<int:pk>/kontakty/organizace/", contacts.organisations, name="organisations"),
    path("celky/<int:pk>/kontakty/organizace.xlsx", contacts.organisations_xlsx, name="organisations_xlsx"),
    path("celky/<int:pk>/kontakty/nova-organizace/", contacts.organisation_add, name="organisation_add"),
    path("osoby/<int:pk>/", contacts.person, name="person"),
    path("osoby/<int:pk>/upravit/", contacts.person_edit, name="person_edit"),
    path("organizace/<int:pk>/", contacts.organisation, name="organisation"),
    path("organizace/<int:pk>/upravit/", contacts.organisation_edit, name="organisation_edit"),
]
