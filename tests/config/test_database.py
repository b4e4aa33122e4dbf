import pytest
from django.contrib.auth import get_user_model
from django.db import connection


@pytest.mark.django_db
def test_database_folds_czech_letters():
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower('ŘÍČAŇSKÁ'), 'Řeka' ILIKE 'řEKA'")
        assert cursor.fetchone() == ("říčaňská", True)


@pytest.mark.django_db
def test_trigrams_take_czech_letters_for_letters():
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("SELECT show_trgm('řeka')")
        assert len(cursor.fetchone()[0]) == 5


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round", [1, 2])
def test_committed_rows_are_flushed_between_tests(round):
    assert not get_user_model().objects.exists()
    get_user_model().objects.create(email="jana@example.cz")
