"""Where a step of the life cycle is taken: some have pages of their own, the rest share one by their Czech name."""

from django.urls import reverse

OWN_PAGES = frozenset({"take_over", "complete_adoption"})
SLUGS = {
    "submit_for_review": "predlozit-asz",
    "withdraw": "vzit-zpet",
    "return_for_rework": "vratit",
    "agree": "odsouhlasit",
    "discuss": "projednano",
    "note_opinion": "stanovisko",
    "submit_to_council": "predlozit-ke-schvaleni",
    "approve": "schvaleno",
    "reject": "neschvaleno",
    "rework": "prepracovat",
    "sign_unit": "podpis-celku",
    "sign_asz": "podpis-asz",
    "terminate": "ukoncit",
    "discard": "odlozit",
}
STEPS_BY_SLUG = {slug: name for name, slug in SLUGS.items()}


def step_path(name: str, version_id: int) -> str:
    if name in OWN_PAGES:
        return reverse(f"agreements:{name}", args=[version_id])
    return reverse("agreements:step", args=[version_id, SLUGS[name]])
