"""The fourteen regions (CZ-NUTS 3, domain.md 7.5)."""

from partnerships.models import Region

REGIONS = [
    ("CZ010", "Hlavní město Praha", "v Praze"),
    ("CZ020", "Středočeský kraj", "ve Středočeském kraji"),
    ("CZ031", "Jihočeský kraj", "v Jihočeském kraji"),
    ("CZ032", "Plzeňský kraj", "v Plzeňském kraji"),
    ("CZ041", "Karlovarský kraj", "v Karlovarském kraji"),
    ("CZ042", "Ústecký kraj", "v Ústeckém kraji"),
    ("CZ051", "Liberecký kraj", "v Libereckém kraji"),
    ("CZ052", "Královéhradecký kraj", "v Královéhradeckém kraji"),
    ("CZ053", "Pardubický kraj", "v Pardubickém kraji"),
    ("CZ063", "Kraj Vysočina", "v Kraji Vysočina"),
    ("CZ064", "Jihomoravský kraj", "v Jihomoravském kraji"),
    ("CZ071", "Olomoucký kraj", "v Olomouckém kraji"),
    ("CZ072", "Zlínský kraj", "ve Zlínském kraji"),
    ("CZ080", "Moravskoslezský kraj", "v Moravskoslezském kraji"),
]


def load() -> None:
    """Writes what is missing and corrects what differs; safe to run again."""
    for code, name, name_locative in REGIONS:
        Region.objects.update_or_create(code=code, defaults={"name": name, "name_locative": name_locative})
