"""Terms whose text nobody has understood, or only in part: said, because nothing of them is counted."""

from agreements.models import ActivityStep, ScheduleTerm
from agreements.reading import Reading, read_cell
from agreements.term_reading import said
from agreements.vocabulary import OPEN_KINDS, ParseStatus
from agreements.warnings.warning import Found, shortened
from partnerships.czech import counted


def of_reading(step: ActivityStep, term: ScheduleTerm) -> Found:
    key, name = str(term.key), f"„{shortened(' '.join(term.raw_text.split()))}“"
    if not term.kind and not term.raw_text:
        yield "term_not_read", key, "Termín nemá text ani druh. Doplňte ho, nebo ho smažte."
    elif not term.kind or term.parse_status != ParseStatus.PARSED:
        above = {"activity": step.activity.name, "specification": step.specification}
        yield _unread(key, name, term, read_cell(term.raw_text, **above))
    if term.kind and not term.event_kind and term.kind not in OPEN_KINDS:
        text = f"U termínu {name} není řečeno, co se počítá. Vyberte to, jinak ho žádná událost nesplní."
        yield "term_counts_nothing", key, text


def _unread(key: str, name: str, term: ScheduleTerm, reading: Reading) -> tuple[str, str, str]:
    if len(reading.terms) > 1:
        together = f"V termínu {name} stojí {counted(len(reading.terms), 'termín')} najednou."
        return "term_holds_several", key, f"{together} Rozdělte ho, ať se počítá každý zvlášť."
    [read] = reading.terms
    unread = ", ".join(f"„{words}“" for words in read.unread)
    if term.kind:
        why = f"má slova, kterým nerozumíme: {unread}" if unread else "není celý přečten"
        return "term_not_read", key, f"Termín {name} {why}. Zkontrolujte, zda je nastavený správně."
    if read.kind:
        return (
            "term_not_set",
            key,
            f"Termín {name} zatím nikdo nenastavil. Rozumíme mu takto: {said(read)}. "
            "Potvrďte to, nebo ho nastavte ručně; do té doby se jeho plnění nepočítá.",
        )
    return (
        "term_not_read",
        key,
        f"Termín {name} není přečten. Nastavte ho ručně, jinak se jeho plnění nepočítá.",
    )
