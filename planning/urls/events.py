from django.urls import path

import planning.urls.years  # noqa: F401 the addresses below use its converter
from planning.views import event_list, events, meetings
from planning.views import year as years

urlpatterns = [
    path("celky/<int:unit_pk>/udalosti/", event_list.event_list, name="event_list"),
    path("celky/<int:unit_pk>/udalosti.xlsx", event_list.event_list_export, name="event_list_export"),
    path("celky/<int:unit_pk>/udalosti/nova/", events.event_add, name="event_add"),
    path("udalosti/<int:pk>/", events.event, name="event"),
    path("udalosti/<int:pk>/upravit/", events.event_edit, name="event_edit"),
    path("udalosti/<int:pk>/zrusit/", events.event_cancel, name="event_cancel"),
    path("udalosti/<int:pk>/plneni/", events.fulfilment, name="fulfilment"),
    path("udalosti/<int:pk>/doklad/", meetings.evidence_add, name="evidence_add"),
    path("popisy/<int:pk>/rok/<rok:year>/", years.year, name="year"),
    path("popisy/<int:pk>/rok/<rok:year>/odchylka/<uuid:step_key>/", years.deviation, name="deviation"),
]
