import czech_sort
import pytest
from django.db import connection

from partnerships.database import matching
from partnerships.models import TerritorialUnit
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db

WORDS = [
    "Hradec", "Cheb", "Chomutov", "Česká Kamenice", "Cvikov", "Citice", "Čáslav", "Duchcov", "Ďáblice",
    "Děčín", "Dobříš", "Jihlava", "Jičín", "Rybník", "Řež", "Ruda", "Sušice", "Šluknov", "Svitavy", "Zlín",
    "Žatec", "Zubří", "Úštěk", "Ústí nad Labem", "Ústí nad Orlicí", "Uherské Hradiště", "Obrnice", "Ostrava",
    "Ostrov", "Teplá", "Teplice", "Ťapešovo", "Toužim", "Trmice", "Hostinné", "Horní Slavkov",
    "Nový Bor", "Nový Jičín", "Nová Paka", "Ňouma", "Krásná", "Krásna", "Křečany", "Krupka", "Praha 10",
    "Praha 2", "Most", "Mšeno", "ústí", "auto", "Ábel", "abeceda", "hora", "chata", "ibis", "cizí", "čas",
]  # fmt: skip


def test_czech_order_equals_the_reference_package():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(%s::text[]) AS word ORDER BY public.czech_sort_key(word)", [WORDS]
        )
        ordered = [word for (word,) in cursor.fetchall()]

    assert ordered == sorted(WORDS, key=lambda word: czech_sort.key(word.lower()))


@pytest.mark.parametrize(
    ("typed", "found"),
    [("decin", True), ("DĚČ", True), ("kamenice ceska", True), ("Děčín%", False), ("jihlava", False)],
)
def test_search_ignores_case_and_diacritics(typed, found):
    UnitFactory(name="Děčín" if "kamenice" not in typed else "Česká Kamenice")

    assert matching(TerritorialUnit.objects.all(), "name", typed).exists() is found
