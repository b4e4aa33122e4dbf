from django.contrib.auth.decorators import login_not_required
from django.urls import path

from config.urls import handler400, handler500  # noqa: F401
from config.urls import urlpatterns as without


@login_not_required
def broken(request):
    raise RuntimeError("na zkoušku")


urlpatterns = [path("rozbite/", broken), *without]
