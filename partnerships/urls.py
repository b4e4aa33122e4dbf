from django.urls import path

from partnerships.views import bodies, documents, units

app_name = "partnerships"

urlpatterns = [
    path("celky/", units.unit_list, name="unit_list"),
    path("celky/<int:pk>/", units.unit, name="unit"),
    path("celky/<int:pk>/role/nova/", units.role_add, name="role_add"),
    path("role/<int:pk>/ukoncit/", units.role_end, name="role_end"),
    path("celky/<int:pk>/partnerstvi/nove/", bodies.partnership_add, name="partnership_add"),
    path("partnerstvi/<int:pk>/", bodies.partnership, name="partnership"),
    path("partnerstvi/<int:pk>/skupiny/nova/", bodies.group_add, name="group_add"),
    path("partnerstvi/<int:pk>/mista/nove/", bodies.seat_add, name="seat_add"),
    path("mista/<int:pk>/ukoncit/", bodies.seat_end, name="seat_end"),
    path("dokumenty/<int:pk>/", documents.document, name="document"),
]
