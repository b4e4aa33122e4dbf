"""An agreement like Jihlava's, in force without a start, and what is completed in it later."""

from datetime import date

from agreements import actions
from agreements.actions.adoption import Completed
from agreements.queries import revision_of
from agreements.vocabulary import Section, TermKind
from tests.factories import TermFactory, UserFactory, VersionFactory, put_in_force

ALL = {
    "approval_unit": {
        "decided_on": date(2021, 12, 15),
        "resolution_number": "68/23",
        "body_text": "zastupitelstvo",
    },
    "approval_asz": {"decided_on": date(2021, 12, 20), "resolution_number": "", "body_text": "ředitel"},
    "signature_unit": {
        "signed_on": date(2022, 1, 3),
        "place_text": "V Jihlavě",
        "function_text": "Jan Vymyšlený, radní",
    },
    "signature_asz": {"signed_on": date(2022, 1, 10), "place_text": "V Praze", "function_text": ""},
    "opinion": {
        "result": "CONSENSUS",
        "discussed_on": date(2021, 9, 2),
        "mode": "",
        "given_by": "PARTNERSHIP",
        "text": "konsenzuálně přijat",
    },
    "start": {"starts_on": date(2022, 1, 10), "reason": "Podle data posledního podpisu."},
    "reference_unit": {"reference_number": "MMJ/OSV/1234/2021", "file_mark": "OSV 12/2021"},
    "reference_asz": {"reference_number": "MMR-5678/2021-38", "file_mark": ""},
}


def running_for_two_years():
    """In force for two years without a start, as Jihlava's copy is: three rhythms, an autumn, an offer."""
    version = VersionFactory(stated_years=2)
    for count in (1, 2, 4):
        TermFactory(version=version, raw_text=f"{count}x ročně", count=count)
    autumn = {"kind": TermKind.SEASON, "date_from": date(2021, 9, 1), "date_to": date(2021, 11, 30)}
    TermFactory(version=version, raw_text="Podzim 2021", count=None, bound="", per="", **autumn)
    TermFactory(version=version, raw_text="Dle nabídky ASZ", kind=TermKind.ON_DEMAND, count=None, per="")
    return put_in_force(version)


def complete(version, parts) -> Completed:
    revision = revision_of(version, Section.APPROVAL)
    return actions.complete_adoption(
        version, by=UserFactory(), reason="Opraveno.", revision=revision, parts=parts
    )


def approved(decided_on, **fields):
    fields = {"resolution_number": "", "body_text": "", **fields}
    return {"approval_unit": {"decided_on": decided_on, **fields}}
