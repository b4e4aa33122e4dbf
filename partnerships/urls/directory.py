from django.urls import path

from partnerships.views import contact_merges, contacts, personal_data

urlpatterns = [
    path("celky/<int:pk>/kontakty/", contacts.people, name="people"),
    path("celky/<int:pk>/kontakty/lide.xlsx", contacts.people_xlsx, name="people_xlsx"),
    path("celky/<int:pk>/kontakty/nova-osoba/", contacts.person_add, name="person_add"),
    path("celky/<int:pk>/kontakty/organizace/", contacts.organisations, name="organisations"),
    path("celky/<int:pk>/kontakty/organizace.xlsx", contacts.organisations_xlsx, name="organisations_xlsx"),
    path("celky/<int:pk>/kontakty/nova-organizace/", contacts.organisation_add, name="organisation_add"),
    path("celky/<int:pk>/kontakty/duplicity/", contact_merges.duplicates, name="duplicates"),
    path("osoby/<int:pk>/", contacts.person, name="person"),
    path("osoby/<int:pk>/upravit/", contacts.person_edit, name="person_edit"),
    path("osoby/<int:pk>/sloucit/<int:other_pk>/", contact_merges.person_merge, name="person_merge"),
    path("osoby/<int:pk>/vypis/", personal_data.person_extract, name="person_extract"),
    path("osoby/<int:pk>/vypis/<int:extract_pk>/", personal_data.extract, name="extract"),
    path("osoby/<int:pk>/vypis/<int:extract_pk>.json", personal_data.extract_json, name="extract_json"),
    path("osoby/<int:pk>/vymazat/", personal_data.person_erase, name="person_erase"),
    path("organizace/<int:pk>/", contacts.organisation, name="organisation"),
    path("organizace/<int:pk>/upravit/", contacts.organisation_edit, name="organisation_edit"),
    path(
        "organizace/<int:pk>/sloucit/<int:other_pk>/",
        contact_merges.organisation_merge,
        name="organisation_merge",
    ),
    path("osobni-udaje/", personal_data.personal_data, name="personal_data"),
]
