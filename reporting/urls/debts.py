from django.urls import path

from reporting.debts import views

urlpatterns = [
    path("dluhy/", views.debts, name="debts"),
    path("dluhy/export/", views.debts_export, name="debts_export"),
    path("celky/<int:unit_pk>/dluhy/", views.unit_debts, name="unit_debts"),
    path("celky/<int:unit_pk>/dluhy/export/", views.unit_debts_export, name="unit_debts_export"),
]
