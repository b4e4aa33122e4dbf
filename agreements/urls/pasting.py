from django.urls import path

from agreements.views import pasting

urlpatterns = [
    path("verze/<int:pk>/harmonogram/vlozit/", pasting.paste_timeline, name="paste_timeline"),
    path("verze/<int:pk>/harmonogram/vlozit/<uuid:form_key>/vratit/", pasting.undo_paste, name="undo_paste"),
]
