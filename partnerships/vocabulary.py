"""Controlled vocabularies of the parties: domain.md 3.2, 3.4, 3.5, 7.1 and 7.5."""

from django.db.models import TextChoices


class JobState(TextChoices):
    QUEUED = "QUEUED", "čeká ve frontě"
    RUNNING = "RUNNING", "běží"
    DONE = "DONE", "hotovo"
    FAILED = "FAILED", "selhalo"


class UnitType(TextChoices):
    MUNICIPALITY = "MUNICIPALITY", "obec"
    TOWN = "TOWN", "město"
    MARKET_TOWN = "MARKET_TOWN", "městys"
    STATUTORY_CITY = "STATUTORY_CITY", "statutární město"
    CITY_DISTRICT = "CITY_DISTRICT", "městská část"
    CITY_BOROUGH = "CITY_BOROUGH", "městský obvod"
    UNION = "UNION", "svazek obcí"
    LAG = "LAG", "místní akční skupina"
    REGION = "REGION", "kraj"


class ApprovingBody(TextChoices):
    """The council, or the body with the analogous function: a union and a group name it in their statutes."""

    COUNCIL = "COUNCIL", "zastupitelstvo"
    GENERAL_ASSEMBLY = "GENERAL_ASSEMBLY", "valná hromada"
    ASSEMBLY_OF_MEMBERS = "ASSEMBLY_OF_MEMBERS", "shromáždění členů"
    ASSEMBLY_OF_MAYORS = "ASSEMBLY_OF_MAYORS", "shromáždění starostů"
    MEMBERS_MEETING = "MEMBERS_MEETING", "členská schůze"
    SUPREME_BODY = "SUPREME_BODY", "nejvyšší orgán"


class UnitRole(TextChoices):
    """What a user may do in one unit (a consultant's units are the assigned ones)."""

    MANAGER = "MANAGER", "manažer/ka sociálního začleňování"
    DEPUTY = "DEPUTY", "zástup manažera/ky"
    REPRESENTATIVE = "REPRESENTATIVE", "pověřený zástupce"
    READER = "READER", "čtenář/ka"
    CONSULTANT = "CONSULTANT", "konzultant/ka ASZ"


class AgencyRole(TextChoices):
    CONSULTANT = "CONSULTANT", "konzultant/ka ASZ"
    REGIONAL_HEAD = "REGIONAL_HEAD", "vedoucí regionálního pracoviště ASZ"
    DIRECTOR = "DIRECTOR", "ředitel/ka ASZ"
    ANALYST = "ANALYST", "analytik/čka ASZ"


class AccountState(TextChoices):
    """What the list of accounts says of each; computed from the account and its invitation."""

    ACTIVE = "ACTIVE", "používá se"
    INVITED = "INVITED", "pozvánka čeká na přijetí"
    INVITATION_EXPIRED = "INVITATION_EXPIRED", "pozvánka propadla"
    NOT_INVITED = "NOT_INVITED", "bez pozvánky"
    DEACTIVATED = "DEACTIVATED", "deaktivován"


class OfficialRole(TextChoices):
    """The roles printed in the header of an agreement and needed at an evaluation meeting."""

    REPRESENTATIVE = "REPRESENTATIVE", "pověřený zástupce územního celku pro sociální začleňování"
    MANAGER = "MANAGER", "manažer sociálního začleňování"
    REGIONAL_HEAD = "REGIONAL_HEAD", "vedoucí regionálního pracoviště ASZ"
    CONSULTANT = "CONSULTANT", "konzultant/ka ASZ"
    REGIONAL_CONTACT = "REGIONAL_CONTACT", "kontaktní osoba za příslušný kraj"


class OrganisationType(TextChoices):
    CITY_LEADERSHIP = "CITY_LEADERSHIP", "vedení města nebo obce"
    CITY_OFFICE = "CITY_OFFICE", "městský úřad nebo magistrát"
    SI_MANAGER = "SI_MANAGER", "manažer sociálního začleňování"
    ROMA_COORDINATOR = "ROMA_COORDINATOR", "koordinátor pro romské záležitosti"
    REGION = "REGION", "kraj"
    ASZ = "ASZ", "Agentura pro sociální začleňování"
    LABOUR_OFFICE = "LABOUR_OFFICE", "Úřad práce"
    STATE_POLICE = "STATE_POLICE", "Policie ČR"
    CITY_POLICE = "CITY_POLICE", "městská policie"
    PROBATION = "PROBATION", "Probační a mediační služba"
    FOREIGNERS_CENTRE = "FOREIGNERS_CENTRE", "centrum na podporu integrace cizinců"
    CITY_COMPANY = "CITY_COMPANY", "městská společnost"
    PUBLIC_INSTITUTION = "PUBLIC_INSTITUTION", "jiná veřejná instituce"
    SCHOOL = "SCHOOL", "škola, knihovna, dům dětí"
    NGO = "NGO", "nezisková organizace"
    SOCIAL_ENTERPRISE = "SOCIAL_ENTERPRISE", "sociální podnik"
    HOUSING_OWNER = "HOUSING_OWNER", "vlastník domů"
    RESIDENT = "RESIDENT", "zástupce obyvatel"
    MEDIA = "MEDIA", "média"
    EMPLOYER = "EMPLOYER", "zaměstnavatel"
    CHURCH = "CHURCH", "církev"
    HEALTH = "HEALTH", "zdravotnictví"
    OTHER = "OTHER", "jiné"


class GroupStatus(TextChoices):
    ESTABLISHED = "ESTABLISHED", "ustanovena"
    OPTIONAL = "OPTIONAL", "může být ustanovena"


class SeatRole(TextChoices):
    CHAIR = "CHAIR", "předseda/předsedkyně"
    MEMBER = "MEMBER", "člen/ka"
    SECRETARY = "SECRETARY", "tajemník/tajemnice"
    GUEST = "GUEST", "stálý host"


class EventKind(TextChoices):
    LP_MEETING = "LP_MEETING", "jednání lokálního partnerství"
    WG_MEETING = "WG_MEETING", "jednání pracovní skupiny"
    EVALUATION_MEETING = "EVALUATION_MEETING", "hodnoticí jednání s ASZ"
    COOPERATION_MEETING = "COOPERATION_MEETING", "jednání o spolupráci"
    LP_DISCUSSION = "LP_DISCUSSION", "projednání v lokálním partnerství"
    COUNCIL_REPORT = "COUNCIL_REPORT", "předložení zprávy zastupitelstvu"
    PSZ_REPORT = "PSZ_REPORT", "předložení zprávy o plnění PSZ"
    COUNCIL_SESSION = "COUNCIL_SESSION", "zasedání zastupitelstva"
    GROUP_TRAINING = "GROUP_TRAINING", "skupinová vzdělávací akce"
    WORKSHOP = "WORKSHOP", "workshop"
    SEMINAR = "SEMINAR", "seminář"
    COURSE = "COURSE", "kurz"
    EXPERT_PLATFORM = "EXPERT_PLATFORM", "odborná platforma"
    INDIVIDUAL_SUPPORT = "INDIVIDUAL_SUPPORT", "individuální odborná podpora"
    CONSULTATION = "CONSULTATION", "poradenství"
    RESEARCH = "RESEARCH", "výzkum nebo analýza"
    DOCUMENT = "DOCUMENT", "zpracování dokumentu"
    PUBLIC_MEETING = "PUBLIC_MEETING", "veřejné setkání"
    PETITION = "PETITION", "petice"
    REFERENDUM = "REFERENDUM", "místní referendum"
    CAMPAIGN = "CAMPAIGN", "informační kampaň"


TRAINING_KINDS = frozenset(
    {
        EventKind.GROUP_TRAINING,
        EventKind.WORKSHOP,
        EventKind.SEMINAR,
        EventKind.COURSE,
        EventKind.EXPERT_PLATFORM,
    }
)
MEETING_KINDS = frozenset(
    {
        EventKind.LP_MEETING,
        EventKind.WG_MEETING,
        EventKind.EVALUATION_MEETING,
        EventKind.COOPERATION_MEETING,
        EventKind.LP_DISCUSSION,
        EventKind.PUBLIC_MEETING,
    }
)
# Steps of the report record these; nobody types them in the form for events.
RECORDED_BY_REPORTING = frozenset({EventKind.COUNCIL_REPORT, EventKind.PSZ_REPORT})


class EventState(TextChoices):
    PLANNED = "PLANNED", "plánováno"
    HELD = "HELD", "uskutečněno"
    CANCELLED = "CANCELLED", "zrušeno"


class MeetingMode(TextChoices):
    IN_PERSON = "IN_PERSON", "prezenčně"
    ONLINE = "ONLINE", "online"
    HYBRID = "HYBRID", "prezenčně i online"
    PER_ROLLAM = "PER_ROLLAM", "per rollam"


class Presence(TextChoices):
    PRESENT = "PRESENT", "přítomen/přítomna"
    EXCUSED = "EXCUSED", "omluven/a"
    ABSENT = "ABSENT", "nepřítomen/nepřítomna"
    GUEST = "GUEST", "host"


class Matter(TextChoices):
    """The seven matters a partnership discusses (domain.md 1.7), and a free one."""

    DRAFT_AGREEMENT = "DRAFT_AGREEMENT", "návrh popisu spolupráce"
    PLAN = "PLAN", "plán sociálního začleňování"
    FUNDING = "FUNDING", "financování opatření PSZ"
    ANALYSES = "ANALYSES", "zadání a výstupy analytických prací, monitoringu PSZ a evaluací PSZ"
    PLAN_EVALUATION = "PLAN_EVALUATION", "vyhodnocení plnění PSZ a návrhy revizí PSZ"
    AGREEMENT_FULFILMENT = (
        "AGREEMENT_FULFILMENT",
        "plnění popisu spolupráce a návrhy na revizi popisu spolupráce",
    )
    SITUATION = "SITUATION", "vývoj sociální situace a potřeb obyvatel"
    OTHER = "OTHER", "jiné"


class DocumentKind(TextChoices):
    """Documents a partnership works by."""

    STATUTE = "STATUTE", "statut"
    RULES = "RULES", "jednací řád"
    STATUTE_AND_RULES = "STATUTE_AND_RULES", "statut a jednací řád"
    OTHER = "OTHER", "jiný dokument"


class QuorumRule(TextChoices):
    """When the partnership may decide, as its rules of procedure say; counted over filled voting seats."""

    MORE_THAN_HALF = "MORE_THAN_HALF", "nadpoloviční většina"
    HALF = "HALF", "alespoň polovina"
    THIRD = "THIRD", "alespoň třetina"
    TWO_THIRDS = "TWO_THIRDS", "alespoň dvě třetiny"
    COUNT = "COUNT", "stanovený počet"


class DecisionKind(TextChoices):
    RESOLUTION = "RESOLUTION", "usnesení"
    RECOMMENDATION = "RECOMMENDATION", "doporučení"
    NOTE = "NOTE", "vzetí na vědomí"


class TaskState(TextChoices):
    OPEN = "OPEN", "čeká na splnění"
    DONE = "DONE", "splněno"
    CANCELLED = "CANCELLED", "už neplatí"


class MailKind(TextChoices):
    INVITATION = "INVITATION", "pozvánka"
    CHANGE = "CHANGE", "změna jednání"
    CANCELLATION = "CANCELLATION", "zrušení jednání"
    MINUTES = "MINUTES", "zápis k připomínkám"
