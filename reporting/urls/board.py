from django.urls import path

from reporting.board import views

urlpatterns = [path("upozorneni-e-mailem/", views.reminders, name="reminders")]
