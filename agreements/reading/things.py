"""What is counted, who has to be there, to whom it goes and what for: words that mean events and roles."""

import re
from dataclasses import dataclass

from agreements.reading.sets import stems
from agreements.vocabulary import Purpose, Recipient
from partnerships.vocabulary import EventKind, OfficialRole

LP = r"(?:\blp\b|lokalni[a-z]{0,20} partnerstvi[a-z]{0,20})"
PSZ = r"(?:\bs?psz\b|(?:strategick[a-z]{1,20} )?plan[a-z]{0,20} socialniho zaclenovani)"
MEETING = r"(?:jednani|setkani|schuz[a-z]{0,20}|zasedani|setkavani)"
GROUP = r"(?:\bps\b|pracovni[a-z]{0,20} skupin[a-z]{0,20}|tematick[a-z]{1,20} skupin[a-z]{0,20})"
GAP = r"[^.;\n]{0,60}?"

# The first that is found decides.
EVENTS: list[tuple[str, str]] = [
    (rf"projedn[a-z]{{1,20}}{GAP}(?:{LP})|(?:{LP}){GAP}projedn[a-z]{{1,20}}", EventKind.LP_DISCUSSION),
    (
        rf"(?:hodnotic|vyhodnocovac|evaluacn)[a-z]{{0,20}} {MEETING}|{MEETING} k vyhodnoceni",
        EventKind.EVALUATION_MEETING,
    ),
    (rf"{MEETING} o spolupraci", EventKind.COOPERATION_MEETING),
    (r"vyzkumn[a-z]{1,20} zprav[a-z]{0,20}|analyticka zprava", EventKind.RESEARCH),
    (
        rf"(?:zprav[a-z]{{0,20}}|vyhodnoceni){GAP}(?:plneni|naplnovani|realizaci){GAP}{PSZ}|zprav[a-z]{{0,20}} o {PSZ}",
        EventKind.PSZ_REPORT,
    ),
    (
        r"zprav[a-z]{0,20} o (?:plneni|naplnovani) popisu|zprav[a-z]{0,20} o plneni spoluprace",
        EventKind.COUNCIL_REPORT,
    ),
    (
        r"zprav[a-z]{0,20}[^;\n]{0,60}?zastupitelstv|zastupitelstv[a-z]{0,20}[^;\n]{0,40}?zprav",
        EventKind.COUNCIL_REPORT,
    ),
    (r"zasedani zastupitelstva|jednani zastupitelstva", EventKind.COUNCIL_SESSION),
    (
        rf"{MEETING} (?:[a-z]{{1,20}} ){{0,3}}?(?:{GROUP})|(?:{GROUP}) (?:[a-z]{{1,20}} )?{MEETING}",
        EventKind.WG_MEETING,
    ),
    (
        rf"{MEETING} (?:[a-z]{{1,20}} ){{0,2}}?(?:{LP})|(?:{LP}) (?:[a-z]{{1,20}} )?{MEETING}",
        EventKind.LP_MEETING,
    ),
    (r"odborn[a-z]{1,20} platform[a-z]{0,20}|platform[a-z]{0,20}", EventKind.EXPERT_PLATFORM),
    (
        rf"(?:{stems('skupinov')} )?{stems('vzdelavac')} {stems('akc aktivit program')}|{stems('skoleni')}|vzdelavani",
        EventKind.GROUP_TRAINING,
    ),
    (r"workshop[a-z]{0,20}", EventKind.WORKSHOP),
    (r"seminar[a-z]{0,20}", EventKind.SEMINAR),
    (r"kurz[a-z]{0,20}", EventKind.COURSE),
    (
        r"individualn[a-z]{1,20} (?:odborn[a-z]{1,20} )?(?:podpor|konzultac|poradenstv)[a-z]{0,20}",
        EventKind.INDIVIDUAL_SUPPORT,
    ),
    (r"konzultac[a-z]{0,20}|poradenstv[a-z]{0,20}", EventKind.CONSULTATION),
    (
        r"vyzkum[a-z]{0,20}|analyz[a-z]{0,20}|dotaznikov[a-z]{1,20} setreni|setreni|mapovani",
        EventKind.RESEARCH,
    ),
    (
        rf"verejn[a-z]{{1,20}} (?:{MEETING}|projednani)|setkani s (?:verejnosti|obcany)",
        EventKind.PUBLIC_MEETING,
    ),
    (r"petic[a-z]{0,20}", EventKind.PETITION),
    (r"referend[a-z]{0,20}", EventKind.REFERENDUM),
    (r"kampan[a-z]{0,20}", EventKind.CAMPAIGN),
    (
        r"(?:zpracovani|aktualizac[a-z]{1,20}|reviz[a-z]{1,20}|sestaveni|tvorba|vytvoreni|priprava|predlozeni)"
        r"[^;\n]{0,40}?(?:dokument|podklad|strateg|koncepc|akcni[a-z]{0,20} plan|popisu spoluprace"
        rf"|{PSZ}|plan[uy]?\b)"
        r"|reviz[ei] popisu|revidovan[a-z]{1,20} popis|podklad[a-z]{0,20} pro",
        EventKind.DOCUMENT,
    ),
    (GROUP, EventKind.WG_MEETING),
    (LP, EventKind.LP_MEETING),
]
EVENT_FORMS = [(re.compile(rf"\b(?:{pattern})"), kind) for pattern, kind in EVENTS]
# Their kind says all of it; the words are no subject of their own.
SELF_EXPLAINED = frozenset({EventKind.LP_DISCUSSION, EventKind.COUNCIL_REPORT, EventKind.PSZ_REPORT})

# Where the text of the term says nothing: the activity first, then the step, then the activity again.
STRONG_ACTIVITY = [
    (rf"^(?:{MEETING} )?(?:{LP})", EventKind.LP_MEETING),
    (rf"^(?:{MEETING} )?(?:{GROUP})", EventKind.WG_MEETING),
    (r"^vyzkum", EventKind.RESEARCH),
]
SPECIFICATION = [
    (r"reviz[ei] popisu|reviz[ei] nastavene", EventKind.DOCUMENT),
    (rf"^{MEETING} o spolupraci", EventKind.COOPERATION_MEETING),
    (r"^(?:poradenstvi|konzultace)", EventKind.CONSULTATION),
    (r"^individualni (?:odborna )?podpora", EventKind.INDIVIDUAL_SUPPORT),
    (
        r"^(?:skupinov[a-z]{1,20} )?vzdelavac[a-z]{1,20} (?:akc|aktivit)|^odborna podpora realizace vzdelavac",
        EventKind.GROUP_TRAINING,
    ),
    (
        r"^(?:zpracovani|aktualizace|sestaveni|tvorba|vytvoreni|priprava podkladu|prehled plneni)",
        EventKind.DOCUMENT,
    ),
    (rf"^(?:{MEETING} )(?:[a-z]{{1,20}} ){{0,2}}?(?:{LP})", EventKind.LP_MEETING),
    (rf"^(?:{MEETING} )(?:[a-z]{{1,20}} ){{0,2}}?(?:{GROUP})", EventKind.WG_MEETING),
]
ACTIVITY = [
    (
        r"^(?:tvorba|zpracovani|aktualizace|priprava|revize|sestaveni|vyhodnoceni strategick)",
        EventKind.DOCUMENT,
    ),
    (rf"^(?:{PSZ})", EventKind.DOCUMENT),
    (r"vzdelavac[a-z]{1,20} (?:akc|aktivit)", EventKind.GROUP_TRAINING),
    (r"^(?:odborne )?poradenstvi|^konzultace", EventKind.CONSULTATION),
]
CONTEXT = [
    (place, re.compile(pattern), kind)
    for place, rules in (
        ("activity", STRONG_ACTIVITY),
        ("specification", SPECIFICATION),
        ("activity", ACTIVITY),
    )
    for pattern, kind in rules
]

MEETS = re.compile(rf"{MEETING}|sejd[a-z]{{1,20}}|schazej[a-z]{{1,20}}|setka[a-z]{{1,20}}")
AGENCY = r"(?:asz|agentur[a-z]{0,20})"
ROLES = [
    (re.compile(r"konzultant[a-z/]*"), OfficialRole.CONSULTANT),
    (re.compile(r"manazer[a-z/]*(?: sz\b| socialniho zaclenovani)?|\bmsz\b"), OfficialRole.MANAGER),
    (re.compile(r"poveren[a-z/]* zastupc[a-z/]*|poveren[a-z/]* zastupk[a-z/]*"), OfficialRole.REPRESENTATIVE),
    (re.compile(r"vedouc[a-z/]* regionalniho pracoviste"), OfficialRole.REGIONAL_HEAD),
]
RECIPIENTS = [
    (re.compile(r"zastupitelstv(?:u|em|o|a)?\b"), Recipient.COUNCIL),
    (
        re.compile(r"\brad(?:e|ou) (?:obce|mesta|kraje)|\b(?:predloz|projedn)[a-z]{1,20} rad(?:e|ou|a)\b"),
        Recipient.BOARD,
    ),
    (
        re.compile(
            rf"projedn[a-z]{{1,20}}{GAP}(?:{LP})|(?:{LP}){GAP}projedn[a-z]{{1,20}}"
            rf"|(?:{stems('predloz')}|pro) (?:{LP})"
        ),
        Recipient.LP,
    ),
    (
        re.compile(
            rf"(?:predloz[a-z]{{1,20}}|zaslan[a-z]{{1,20}}|predan[a-z]{{1,20}}|pro|odeslan[a-z]{{1,20}}) {AGENCY}"
        ),
        Recipient.ASZ,
    ),
]
PURPOSES = [
    (re.compile(r"na vedomi|k informaci|pro informaci"), Purpose.FOR_INFORMATION),
    (re.compile(r"k(?:e)? schvaleni|ke? odsouhlaseni"), Purpose.FOR_APPROVAL),
    (re.compile(r"k projednani"), Purpose.FOR_DISCUSSION),
]
GROUPS_SAID = re.compile(
    r"\b(?:vc\.?|vcetne|spolu s) (?:jednani )?(?:jeho slozek ?-? ?)?(?:tematickych )?"
    rf"(?:{stems('pracovni')} {stems('skupin')}|ps\b)"
)
REPORT = re.compile(r"\bzprav[auy]\b")
KNOWN_FORMS = [
    REPORT,
    *(pattern for pattern, _ in (*EVENT_FORMS, *ROLES, *RECIPIENTS, *PURPOSES)),
]


@dataclass(frozen=True)
class Things:
    event_kind: str = ""
    required_roles: tuple[str, ...] = ()
    recipient: str = ""
    purpose: str = ""
    is_report: bool = False
    is_meeting: bool = False

    @property
    def explains_itself(self) -> bool:
        return self.event_kind in SELF_EXPLAINED

    def __bool__(self) -> bool:
        return bool(
            self.event_kind or self.required_roles or self.recipient or self.purpose or self.is_report
        )


def things_in(plain: str) -> Things:
    plain = re.sub(r"\s+", " ", plain)
    roles = _roles(plain)
    event = _first(EVENT_FORMS, plain)
    if len(roles) >= 2 and event in {"", EventKind.LP_MEETING, EventKind.COOPERATION_MEETING}:
        event = EventKind.EVALUATION_MEETING
    recipient = _first(RECIPIENTS, plain)
    if event in {EventKind.COUNCIL_REPORT, EventKind.PSZ_REPORT}:
        recipient = recipient or Recipient.COUNCIL
    is_report, is_meeting = bool(REPORT.search(plain)), bool(MEETS.search(plain))
    return Things(event, roles, recipient, _first(PURPOSES, plain), is_report, is_meeting)


def known_places(plain: str) -> bytearray:
    """Which characters belong to words that mean something here."""
    known = bytearray(len(plain))
    for pattern in KNOWN_FORMS:
        for match in pattern.finditer(plain):
            known[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return known


def kind_from_context(activity: str, specification: str) -> str:
    plain = {"activity": activity, "specification": specification}
    return next((kind for place, pattern, kind in CONTEXT if pattern.search(plain[place])), "")


def report_kind(things: Things, activity: str, specification: str) -> str:
    """A report is of what stands beside it: of the agreement, or of the plan."""
    if not things.is_report or things.event_kind not in {"", EventKind.COUNCIL_REPORT}:
        return things.event_kind
    kinds = [
        (EventKind.PSZ_REPORT, r"vyhodnoceni psz|naplnovani psz|plneni psz"),
        (EventKind.COUNCIL_REPORT, r"spoluprac"),
    ]
    beside = f"{activity} {specification}"
    return next((kind for kind, words in kinds if re.search(words, beside)), things.event_kind)


def _roles(plain: str) -> tuple[str, ...]:
    found = [(match.start(), role) for pattern, role in ROLES if (match := pattern.search(plain))]
    return tuple(role for _, role in sorted(found))


def _first(forms, plain: str) -> str:
    return next((value for pattern, value in forms if pattern.search(plain)), "")
