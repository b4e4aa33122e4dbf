from django.urls import path

from agreements.views import cell_reading

urlpatterns = [
    path("verze/<int:pk>/cteni-terminu/", cell_reading.read_term, name="read_term"),
]
