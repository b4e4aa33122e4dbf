"""What one search costs the database: planning and execution as PostgreSQL itself measured them."""

import statistics
from typing import NamedTuple

from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.models import User
from reporting.search.question import read_question
from reporting.search.results import PER_GROUP, search

GOAL_MS = 50.0
ROUNDS = 15
# a name, two beginnings, the shortest and broadest one, a number, words on many rows, words nowhere
QUESTIONS = ("novák", "jan krat", "pr", "120/2022", "jednání mapování", "nikde nic není")


class SearchCost(NamedTuple):
    question: str
    found: int
    best: float
    p50: float
    worst: float


def search_costs(user: User) -> list[SearchCost]:
    return [_cost(user, text) for text in QUESTIONS]


def _cost(user: User, text: str) -> SearchCost:
    question = read_question(text)
    with CaptureQueriesContext(connection) as asked:
        groups = search(user, question, PER_GROUP)
    times = [sum(_database_ms(query["sql"]) for query in asked.captured_queries) for _ in range(ROUNDS)]
    return SearchCost(
        text, sum(group.total for group in groups), min(times), statistics.median(times), max(times)
    )


def _database_ms(sql: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}")
        ((plan,),) = cursor.fetchone()
    return plan["Planning Time"] + plan["Execution Time"]
