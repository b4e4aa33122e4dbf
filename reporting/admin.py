"""The site admin sees which printings failed; what reports say is not his to read."""

from django.contrib import admin

from partnerships.admin import ReadOnly
from reporting.models import ReportJob


@admin.register(ReportJob)
class ReportJobAdmin(ReadOnly):
    list_display = ["key", "state", "attempts", "step_label", "requested_at", "heartbeat_at", "error"]
    list_filter = ["state"]
    fields = [
        "key",
        "state",
        "attempts",
        "step_label",
        "requested_at",
        "queued_at",
        "heartbeat_at",
        "finished_at",
        "error",
    ]
