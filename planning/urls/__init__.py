from planning.urls import attendance, calendar, events, meetings, prints

app_name = "planning"

urlpatterns = [
    *events.urlpatterns,
    *meetings.urlpatterns,
    *attendance.urlpatterns,
    *calendar.urlpatterns,
    *prints.urlpatterns,
]
