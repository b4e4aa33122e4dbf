from django.urls import path

from reporting.search import views

urlpatterns = [
    path("hledat/", views.search, name="search"),
    path("hledat/napoveda/", views.search_suggestions, name="search_suggestions"),
    path("hledat/<slug:slug>/", views.search_kind, name="search_kind"),
]
