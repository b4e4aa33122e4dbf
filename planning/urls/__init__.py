from planning.urls import attendance, calendar, counting, events, excel, meetings, plan, prints, term

app_name = "planning"

urlpatterns = [
    *events.urlpatterns,
    *meetings.urlpatterns,
    *attendance.urlpatterns,
    *calendar.urlpatterns,
    *prints.urlpatterns,
    *counting.urlpatterns,
    *excel.urlpatterns,
    *plan.urlpatterns,
    *term.urlpatterns,
]
