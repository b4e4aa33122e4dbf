from django.urls import path

from partnerships import views

app_name = "partnerships"

urlpatterns = [
    path("celky/", views.unit_list, name="unit_list"),
    path("celky/<int:pk>/", views.unit, name="unit"),
    path("dokumenty/<int:pk>/", views.document, name="document"),
]
