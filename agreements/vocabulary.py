"""Controlled vocabularies of the agreement: domain.md 1.5-1.11, 2.2, 3.1 and 3.3."""

from django.db.models import TextChoices


class AgreementKind(TextChoices):
    SOCIAL_INCLUSION = "SOCIAL_INCLUSION", "sociální začleňování"
    INCLUSIVE_EDUCATION = "INCLUSIVE_EDUCATION", "inkluzivní vzdělávání"


class Origin(TextChoices):
    HERE = "HERE", "vzniklo v aplikaci"
    PAPER = "PAPER", "převzato z dokumentu na papíře"


class Side(TextChoices):
    """Responsibilities, approvals and signatures are kept by side, never by the column they stand in."""

    UNIT = "UNIT", "územní celek"
    ASZ = "ASZ", "ASZ"


class Section(TextChoices):
    """The unit of saving; a template gives each its heading and place."""

    HEADER = "HEADER", "Identifikace"
    ROLES = "ROLES", "Role"
    PROJECT = "PROJECT", "Podpůrný projekt a vzdělávání"
    VALIDITY = "VALIDITY", "Doba platnosti"
    FOCUS = "FOCUS", "Obsahové zaměření"
    PARTNERSHIP = "PARTNERSHIP", "Lokální partnerství"
    LEGACY = "LEGACY", "Strategický dokument z minulého období"
    PLAN = "PLAN", "Specifikace plánu"
    MEASURES = "MEASURES", "Předpokládaná opatření"
    REGIONAL_CONTACT = "REGIONAL_CONTACT", "Kontaktní osoba za kraj"
    OPINION = "OPINION", "Stanovisko lokálního partnerství"
    TIMELINE = "TIMELINE", "Harmonogram"
    APPROVAL = "APPROVAL", "Schválení a podpisy"


# The words in the addresses of the pages that edit the sections.
SECTION_SLUGS = {
    Section.HEADER: "identifikace",
    Section.ROLES: "role",
    Section.PROJECT: "projekt",
    Section.VALIDITY: "platnost",
    Section.FOCUS: "zamereni",
    Section.PARTNERSHIP: "partnerstvi",
    Section.LEGACY: "drivejsi-strategie",
    Section.PLAN: "plan",
    Section.MEASURES: "opatreni",
    Section.REGIONAL_CONTACT: "kontakt-kraje",
    Section.OPINION: "stanovisko",
    Section.TIMELINE: "harmonogram",
    Section.APPROVAL: "schvaleni",
}


class HoursScope(TextChoices):
    PER_UNIT = "PER_UNIT", "za územní celek celkem"
    PER_PERSON = "PER_PERSON", "za každého uvolněného pracovníka"


class Tier(TextChoices):
    PRIORITY = "PRIORITY", "Prioritně"
    OTHER = "OTHER", "Dále"
    OPEN = "OPEN", "Jiné dle potřeby"
    UNRANKED = "UNRANKED", "Bez pořadí"


class GoalDirection(TextChoices):
    INCREASE = "INCREASE", "zvýšit"
    DECREASE = "DECREASE", "snížit"
    REACH = "REACH", "dosáhnout"
    KEEP = "KEEP", "udržet"
    VERIFY = "VERIFY", "ověřovat"


class TargetType(TextChoices):
    ABSOLUTE = "ABSOLUTE", "počet"
    RELATIVE = "RELATIVE", "poměrná změna"
    BENCHMARK = "BENCHMARK", "srovnání s průměrem"
    QUALITATIVE = "QUALITATIVE", "slovní cíl"
    SURVEY = "SURVEY", "šetření"


class StrategyLevel(TextChoices):
    MUNICIPAL = "MUNICIPAL", "obec"
    ORP = "ORP", "obec s rozšířenou působností"
    AGGLOMERATION = "AGGLOMERATION", "aglomerace"
    REGIONAL = "REGIONAL", "kraj"
    NATIONAL = "NATIONAL", "stát"


class RegionalContactStatus(TextChoices):
    NOT_STATED = "NOT_STATED", "neuvedeno"
    NOT_RELEVANT = "NOT_RELEVANT", "nerelevantní"
    NAMED = "NAMED", "uvedena"


class OpinionResult(TextChoices):
    APPROVED = "APPROVED", "schváleno"
    CONSENSUS = "CONSENSUS", "konsenzuálně přijato"
    DISCUSSED = "DISCUSSED", "projednáno"
    WITH_COMMENTS = "WITH_COMMENTS", "projednáno s připomínkami"
    REJECTED = "REJECTED", "odmítnuto"
    NOT_STATED = "NOT_STATED", "neuvedeno"


class OpinionGiver(TextChoices):
    PARTNERSHIP = "PARTNERSHIP", "lokální partnerství"
    INTENDED_MEMBERS = "INTENDED_MEMBERS", "předpokládaní členové lokálního partnerství"


class OutputCode(TextChoices):
    MEETING_RECORD = "MEETING_RECORD", "Záznam z jednání"
    MEETING_MINUTES = "MEETING_MINUTES", "Zápis z jednání"
    LP_MEETING_RECORD = "LP_MEETING_RECORD", "Záznam z jednání LP"
    ATTENDANCE_SHEET = "ATTENDANCE_SHEET", "Prezenční listina"
    STATUTE_RULES = "STATUTE_RULES", "Statut a jednací řád"
    ANNUAL_REPORT = "ANNUAL_REPORT", "Zpráva o plnění popisu spolupráce"
    PSZ_REPORT = "PSZ_REPORT", "Zpráva o plnění PSZ"
    REVISED_AGREEMENT = "REVISED_AGREEMENT", "Revidovaný popis spolupráce"
    PSZ_INPUTS = "PSZ_INPUTS", "Podklady pro PSZ"
    PSZ_DOCUMENT = "PSZ_DOCUMENT", "Plán sociálního začleňování"
    SPSZ_EVALUATION = "SPSZ_EVALUATION", "Podklad pro nový strategický dokument"
    FEEDBACK = "FEEDBACK", "Zpětná vazba"
    RESEARCH_REPORT = "RESEARCH_REPORT", "Výzkumná zpráva"
    CERTIFICATE = "CERTIFICATE", "Certifikát"
    PRESENTATION = "PRESENTATION", "Prezentace"
    STUDY_MATERIALS = "STUDY_MATERIALS", "Studijní materiály"
    CONSULTATION_RECORD = "CONSULTATION_RECORD", "Záznam z poradenství"
    OTHER = "OTHER", "Jiný výstup"


# „zápis“ and „záznam“ stand side by side in the documents and mean one thing (domain.md 3.1)
MINUTES = frozenset({OutputCode.MEETING_RECORD, OutputCode.MEETING_MINUTES, OutputCode.LP_MEETING_RECORD})


class ResponsibilityCode(TextChoices):
    ORGANISATION = "ORGANISATION", "Organizační zajištění"
    EXPERT = "EXPERT", "Odborné zajištění"
    CONTENT = "CONTENT", "Obsahové zajištění"
    CONTENT_SUPPORT = "CONTENT_SUPPORT", "Součinnost na obsahovém zajištění"
    ORG_SUPPORT = "ORG_SUPPORT", "Součinnost na organizačním zajištění"
    FACILITATION = "FACILITATION", "Facilitace"
    MUTUAL = "MUTUAL", "Vzájemná součinnost"
    APPROVAL_UNIT = "APPROVAL_UNIT", "Zajištění schvalovacích procesů na úrovni obce"
    APPROVAL_ASZ = "APPROVAL_ASZ", "Zajištění schvalovacích procesů na úrovni Agentury"
    BODY_DISCUSSION = "BODY_DISCUSSION", "Zajištění projednání v orgánech obce"
    REALISATION = "REALISATION", "Realizace"
    SUPPORT_CONSULT = "SUPPORT_CONSULT", "Odborná podpora, konzultace"
    INPUTS = "INPUTS", "Příprava podkladů"
    INPUTS_SUPPORT = "INPUTS_SUPPORT", "Součinnost při přípravě podkladů"
    OUTPUT_COAUTHOR = "OUTPUT_COAUTHOR", "Podílí se na zpracování výstupu"
    OUTPUT_AUTHOR = "OUTPUT_AUTHOR", "Zpracování výstupu"
    OUTPUT_SUPPORT = "OUTPUT_SUPPORT", "Poskytnutí součinnosti při přípravě výstupu"
    METHODICAL = "METHODICAL", "Metodická a odborná podpora"
    COORDINATION = "COORDINATION", "Koordinace aktivit"
    LECTURER = "LECTURER", "Zajištění lektora"
    PROMOTION = "PROMOTION", "Podpora realizace, propagace a účasti na plánovaných aktivitách"
    PROJECT_CONSULT = "PROJECT_CONSULT", "Konzultace realizovaných projektů"
    EXPLICIT_DASH = "EXPLICIT_DASH", "pomlčka (výslovně nikdo)"
    OTHER = "OTHER", "jiná"


class TermKind(TextChoices):
    FREQUENCY = "FREQUENCY", "opakovaně"
    MONTH = "MONTH", "do konce měsíce"
    DATE = "DATE", "ke dni"
    SEASON = "SEASON", "do konce ročního období"
    PERIOD = "PERIOD", "do konce období"
    QUOTA = "QUOTA", "celkový počet za dobu spolupráce"
    ON_DEMAND = "ON_DEMAND", "podle potřeby nebo nabídky"
    CONDITIONAL = "CONDITIONAL", "pod podmínkou"
    RELATIVE = "RELATIVE", "do určité doby od schválení nebo podpisu"
    NONE = "NONE", "bez termínu"


DATED_KINDS = frozenset({TermKind.MONTH, TermKind.DATE, TermKind.SEASON, TermKind.PERIOD})
# Nothing is owed by a date: the expectation is null, never zero (domain.md 2.3).
OPEN_KINDS = frozenset({TermKind.ON_DEMAND, TermKind.CONDITIONAL, TermKind.NONE})


class Bound(TextChoices):
    MIN = "MIN", "nejméně"
    EXACT = "EXACT", "právě"
    MAX = "MAX", "nejvýše"
    ESTIMATE = "ESTIMATE", "přibližně"


class Per(TextChoices):
    CALENDAR_YEAR = "CALENDAR_YEAR", "za kalendářní rok"
    COOPERATION_YEAR = "COOPERATION_YEAR", "za rok spolupráce"
    AGREEMENT_TERM = "AGREEMENT_TERM", "za dobu spolupráce"
    YEAR_UNSPECIFIED = "YEAR_UNSPECIFIED", "ročně"
    HALF_YEAR = "HALF_YEAR", "za pololetí"
    QUARTER = "QUARTER", "za čtvrtletí"
    MONTH = "MONTH", "za měsíc"


class Anchor(TextChoices):
    """What a relative deadline is counted from; before the end of the agreement it runs backwards."""

    APPROVAL = "APPROVAL", "od schválení"
    SIGNATURE = "SIGNATURE", "od posledního podpisu"
    START = "START", "od začátku spolupráce"
    END = "END", "před koncem spolupráce"


class OffsetUnit(TextChoices):
    DAY = "DAY", "dnů"
    WEEK = "WEEK", "týdnů"
    MONTH = "MONTH", "měsíců"
    YEAR = "YEAR", "let"


class Precision(TextChoices):
    DAY = "DAY", "den"
    MONTH = "MONTH", "měsíc"
    SEASON = "SEASON", "roční období"
    QUARTER = "QUARTER", "čtvrtletí"
    HALF_YEAR = "HALF_YEAR", "pololetí"
    YEAR = "YEAR", "rok"


class Season(TextChoices):
    SPRING = "SPRING", "jaro"
    SUMMER = "SUMMER", "léto"
    AUTUMN = "AUTUMN", "podzim"
    WINTER = "WINTER", "zima"


class Recipient(TextChoices):
    LP = "LP", "lokální partnerství"
    COUNCIL = "COUNCIL", "zastupitelstvo"
    BOARD = "BOARD", "rada"
    ASZ = "ASZ", "ASZ"


class Purpose(TextChoices):
    FOR_INFORMATION = "FOR_INFORMATION", "na vědomí"
    FOR_APPROVAL = "FOR_APPROVAL", "ke schválení"
    FOR_DISCUSSION = "FOR_DISCUSSION", "k projednání"


class ParseStatus(TextChoices):
    PARSED = "PARSED", "přečteno"
    PARTIAL = "PARTIAL", "přečteno zčásti"
    UNPARSED = "UNPARSED", "nepřečteno"


class Audience(TextChoices):
    """Who reads a comment."""

    SHARED = "SHARED", "územní celek i ASZ"
    INTERNAL = "INTERNAL", "jen ASZ"


class PrintKind(TextChoices):
    AGREEMENT = "AGREEMENT", "popis spolupráce"
    CHANGES = "CHANGES", "přehled změn"


class PrintFormat(TextChoices):
    PDF = "PDF", "PDF"
    DOCX = "DOCX", "Word"
