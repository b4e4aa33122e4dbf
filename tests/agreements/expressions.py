"""What deadline cells say, as a person reads them: the measure of agreements/reading.

Every expectation was worked out by hand from domain.md 2.1 and 2.2 and from the documents they quote, before there
was a parser to satisfy; none was copied from a program's answer. Who finds one wrong goes back to domain.md and
says so in the commit, an answer of the parser is no reason.

Conventions. „4x“ is EXACT, „minimálně“ MIN, „max.“ MAX, „cca“ ESTIMATE. „ročně“ does not say which year. A month,
a season, a quarter is an interval due at its end, „do konce roku 2023“ has an end only. A year that is not written
is not guessed, except that in „květen a září 2022“ both months are of 2022. A count without a period is over
the whole cooperation and marked as assumed. „Co se počítá“ comes from the cell, else from the row, else it is empty.
Trigger and subject are words of the cell: those named here at least, none that the cell does not have.
"""

from tests.agreements.deadlines.afterwards import AFTERWARDS
from tests.agreements.deadlines.cells import CELLS
from tests.agreements.deadlines.counts import COUNTS
from tests.agreements.deadlines.dates import DATES
from tests.agreements.deadlines.documents import DOCUMENTS
from tests.agreements.deadlines.domain import DOMAIN
from tests.agreements.deadlines.offices import OFFICES
from tests.agreements.deadlines.third import THIRD
from tests.agreements.deadlines.traps import TRAPS

DOMAIN_ROWS = tuple(row for rows in DOMAIN.values() for row in rows)
FURTHER_ROWS = (*COUNTS, *DATES, *CELLS, *TRAPS)
LATER_ROWS = (*AFTERWARDS, *DOCUMENTS, *THIRD, *OFFICES)
ROWS = (*DOMAIN_ROWS, *FURTHER_ROWS, *LATER_ROWS)
