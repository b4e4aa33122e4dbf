from django.urls import path

from partnerships.views import uploads

urlpatterns = [
    path("nahravani/", uploads.upload_start, name="upload_start"),
    path("nahravani/<uuid:key>/", uploads.upload, name="upload"),
    path("nahravani/<uuid:key>/zrusit/", uploads.upload_cancel, name="upload_cancel"),
]
