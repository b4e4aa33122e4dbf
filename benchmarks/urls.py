from django.http import HttpResponse
from django.urls import path

from config.urls import urlpatterns as site
from partnerships.models import TerritorialUnit


def bare(request):
    """What every page is measured against: the session, the person and one query."""
    return HttpResponse(str(TerritorialUnit.objects.visible_to(request.user).count()))


urlpatterns = [path("merime/", bare), *site]
