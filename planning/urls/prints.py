from django.urls import path

from planning.views import acceptance, history, prints

urlpatterns = [
    path("udalosti/<int:pk>/tisk/", prints.print_list, name="prints"),
    path("udalosti/<int:pk>/tisk/<slug:paper>/<slug:format>/", prints.print_create, name="print_create"),
    path("tisky-jednani/<uuid:key>/", prints.print_job, name="print_job"),
    path("tisky-jednani/<uuid:key>/znovu/", prints.print_retry, name="print_retry"),
    path("schvalene-zapisy/<int:pk>/", prints.stored_print, name="stored_print"),
    path("udalosti/<int:pk>/historie/", history.event_history, name="event_history"),
    path("udalosti/<int:pk>/znovu-otevrit/", acceptance.event_reopen, name="event_reopen"),
    path("doklady/<int:pk>/uznat/", acceptance.evidence_accept, name="evidence_accept"),
    path("doklady/<int:pk>/uznani-zpet/", acceptance.acceptance_withdraw, name="acceptance_withdraw"),
]
