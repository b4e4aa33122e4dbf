from django.urls import path

import planning.urls.years  # noqa: F401 the addresses below use its converter
from planning.views import calendar, feed, invitations, series

urlpatterns = [
    path("celky/<int:unit_pk>/kalendar/", calendar.calendar, name="calendar"),
    path("celky/<int:unit_pk>/kalendar/<rok:year>/", calendar.calendar_year, name="calendar_year"),
    path("celky/<int:unit_pk>/kalendar/rada/", series.series_add, name="series_add"),
    path("rady-jednani/<int:pk>/", series.series, name="series"),
    path("rady-jednani/<int:pk>/jednani.ics", feed.series_ics, name="series_ics"),
    path("udalosti/<int:pk>/uskutecnilo-se/", series.event_held, name="event_held"),
    path("udalosti/<int:pk>/pozvanka/", invitations.invitation, name="invitation"),
    path("udalosti/<int:pk>/pozvanka/zrusit/", invitations.invitation_cancel, name="invitation_cancel"),
    path("udalosti/<int:pk>/jednani.ics", feed.event_ics, name="event_ics"),
    path("kalendar/", calendar.my_calendar, name="my_calendar"),
    path("kalendar/<rok:year>/", calendar.my_calendar_year, name="my_calendar_year"),
    path("kalendar/odber/", feed.feed, name="feed"),
    path("kalendar/odber/zrusit/", feed.feed_revoke, name="feed_revoke"),
    path("kalendar/odber/<str:token>.ics", feed.feed_read, name="feed_read"),
]
