from django.urls import path

from planning.views import attendance

urlpatterns = [
    path("udalosti/<int:pk>/ucast/", attendance.attendance, name="attendance"),
    path("udalosti/<int:pk>/ucast/zaznam/", attendance.attendance_tick, name="attendance_tick"),
]
