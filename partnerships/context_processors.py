from partnerships.models import TerritorialUnit


def current_unit(request):
    """What the header's switcher offers: the units of the person who is signed in, one query."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"my_units": []}
    return {"my_units": TerritorialUnit.objects.visible_to(request.user).for_list()[:20]}
