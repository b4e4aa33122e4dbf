from django.urls import path

from partnerships import views

app_name = "partnerships"

urlpatterns = [
    path("celky/", views.unit_list, name="unit_list"),
    path("celky/<int:pk>/", views.unit, name="unit"),
    path("celky/<int:pk>/role/nova/", views.role_add, name="role_add"),
    path("role/<int:pk>/ukoncit/", views.role_end, name="role_end"),
    path("celky/<int:pk>/partnerstvi/nove/", views.partnership_add, name="partnership_add"),
    path("partnerstvi/<int:pk>/", views.partnership, name="partnership"),
    path("partnerstvi/<int:pk>/skupiny/nova/", views.group_add, name="group_add"),
    path("partnerstvi/<int:pk>/mista/nove/", views.seat_add, name="seat_add"),
    path("mista/<int:pk>/ukoncit/", views.seat_end, name="seat_end"),
    path("dokumenty/<int:pk>/", views.document, name="document"),
]
