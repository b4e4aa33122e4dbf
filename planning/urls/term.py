from django.urls import path

from planning.views import term

urlpatterns = [path("popisy/<int:pk>/cela-doba/", term.term, name="whole_term")]
