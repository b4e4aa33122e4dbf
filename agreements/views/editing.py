"""What the pages that edit a draft have in common."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from agreements import access
from agreements.actions import FrozenVersion
from agreements.models import AgreementVersion

require_form = require_http_methods(["GET", "HEAD", "POST"])
SAVED = "Uloženo."
LOST = 409  # somebody saved first; what was typed is on the page and not in the database


def edits_draft(view):
    """Hands the view the version it edits; one in force sends its reader back with a message."""

    @wraps(view)
    def fetch(request, pk, **arguments):
        versions = AgreementVersion.objects.visible_to(request.user)
        version = get_object_or_404(versions.select_related("agreement__unit", "template"), pk=pk)
        if not access.can_edit(request.user, version):
            raise PermissionDenied
        try:
            if not version.is_editable:
                raise FrozenVersion
            return view(request, version, **arguments)
        except FrozenVersion as refusal:
            messages.error(request, str(refusal))
            return redirect("agreements:version", version.pk)

    return fetch
