"""Every column that may hold personal data: what for, on what ground, how long, and what an erasure does with it.

A test fails when a column of text, an e-mail or a link to a person stands neither here nor in NOT_PERSONAL. The
public page is drawn from this table and an erasure goes by it.
"""

from enum import Enum
from typing import NamedTuple

from django.apps import apps
from django.db import models

PUBLIC_TASK = "plnění úkolu ve veřejném zájmu, čl. 6 odst. 1 písm. e) GDPR"
LEGAL_DUTY = "splnění právní povinnosti a úkol ve veřejném zájmu, čl. 6 odst. 1 písm. c) a e) GDPR"
BY_FILING_RULES = "po dobu spolupráce s Agenturou, potom podle spisového a skartačního řádu územního celku"
PERMANENTLY = "trvale jako součást spisu, podle spisového a skartačního řádu"


class Erased(Enum):
    """What an erasure of a person does."""

    CLEARED = "smaže se"
    REPLACED = "jméno a e-mail se nahradí slovy „(údaje vymazány)“"
    KEPT = "zůstává"


class Group(NamedTuple):
    """`columns` are fields by the label of their model."""

    heading: str
    what: str
    purpose: str
    basis: str
    retention: str
    erased: Erased
    columns: dict[str, str]
    why: str = ""  # of what stays

    def fields(self) -> list[tuple[type[models.Model], list[str]]]:
        return [(apps.get_model(label), names.split()) for label, names in self.columns.items()]


CONTACTS = Group(
    "Lidé v kontaktech",
    "jméno, tituly, pracovní e-mail a telefon, organizace a pracovní pozice",
    "vědět, s kým územní celek spolupracuje, zvát na jednání a posílat zápisy",
    PUBLIC_TASK,
    BY_FILING_RULES,
    Erased.CLEARED,
    {
        "partnerships.Person": "title_before first_name last_name title_after email phone position_text merged_into"
    },
)
OFFICES = Group(
    "Role a místa v partnerství",
    "kdo zastával roli v územním celku a kdo seděl na místě v partnerství nebo skupině, od kdy do kdy",
    "doložit složení partnerství a odpovědnost za plnění popisu spolupráce",
    PUBLIC_TASK,
    PERMANENTLY,
    Erased.REPLACED,
    {
        "partnerships.RoleHolding": "person deputy function_text",
        "partnerships.Seat": "holder function_text",
        "partnerships.LocalPartnership": "founder_text",
    },
)
ATTENDANCE = Group(
    "Účast na jednáních a vzdělávání",
    "kdo se účastnil, za koho, kolik hodin vzdělávání",
    "doložit usnášeníschopnost, účast a hodiny vzdělávání, ke kterým se územní celek zavázal",
    PUBLIC_TASK,
    BY_FILING_RULES,
    Erased.REPLACED,
    {"partnerships.Attendance": "person name_text organisation_text"},
)
TASKS = Group(
    "Úkoly a připomínky k zápisům",
    "komu byl úkol uložen, kdo zápis připomínkoval a co napsal",
    "dohlédnout na splnění úkolů a vypořádat připomínky",
    PUBLIC_TASK,
    BY_FILING_RULES,
    Erased.REPLACED,
    {
        "partnerships.FollowUpTask": "person person_text text result_text",
        "partnerships.MinutesComment": "author_text text answer",
    },
)
MINUTES = Group(
    "Události a zápisy, které ještě nejsou schválené",
    "kdo jednání řídil, zapsal, ověřil a předkládal, co bylo řečeno",
    "zachytit průběh jednání",
    PUBLIC_TASK,
    PERMANENTLY,
    Erased.REPLACED,
    {
        "partnerships.Event": "title summary cancelled_reason",
        "partnerships.EventSeries": "title",
        "partnerships.Meeting": (
            "minutes_text conclusions chaired_by_text recorded_by_text verified_by_text"
        ),
        "partnerships.AgendaItem": "title presenter_text note",
        "partnerships.Decision": "text",
    },
)
MAILS = Group(
    "Pozvánky a zprávy",
    "komu a na jaký e-mail šla pozvánka, zápis nebo upozornění a co v nich bylo",
    "doložit, kdo byl pozván a komu byl zápis rozeslán",
    PUBLIC_TASK,
    BY_FILING_RULES,
    Erased.REPLACED,
    {
        "partnerships.MeetingMail": "name email person",
        "partnerships.Notification": "recipient subject body error",
        "partnerships.NotificationAttachment": "content",
        "partnerships.Notice": "text",
        "partnerships.Handover": "moved",
        "reporting.Digest": "items",
    },
)
ACCOUNTS = Group(
    "Uživatelské účty",
    "jméno, e-mail, otisk hesla, druhé ověření, přihlášená zařízení s adresou IP",
    "přihlášení, zabezpečení a dohledatelnost toho, kdo co zapsal",
    LEGAL_DUTY,
    "dokud má účet přístup; přihlášená zařízení do odhlášení",
    Erased.CLEARED,
    {
        "partnerships.User": "email name password person",
        "account.EmailAddress": "email",
        "account.EmailConfirmation": "key",
        "usersessions.UserSession": "ip session_key user_agent data",
        "mfa.Authenticator": "data",
        "socialaccount.SocialAccount": "uid extra_data",
        "socialaccount.SocialToken": "token token_secret",
        "sessions.Session": "session_key session_data",
        "admin.LogEntry": "object_repr change_message",
    },
)
AGREEMENTS = Group(
    "Popisy spolupráce",
    "jména a funkce v záhlaví, v podpisové doložce, ve složení partnerství a v připomínkách k návrhu",
    "sjednat a schválit popis spolupráce a doložit, kdo ho podepsal",
    LEGAL_DUTY,
    PERMANENTLY,
    Erased.KEPT,
    {
        "agreements.AgreementVersion": "founder_text regional_contact_text partnership_text",
        "agreements.RoleAssignment": "raw_text name_text function_text deputy_text person",
        "agreements.Signature": "person function_text",
        "agreements.StatedSeat": "text listed_among",
        "agreements.PartnershipOpinion": "text",
        "agreements.Termination": "reason",
        "agreements.StatedStart": "reason",
        "agreements.SectionSnapshot": "values",
        "agreements.VersionStepLog": "reason changes",
        "agreements.CommentThread": "anchor_text",
        "agreements.Comment": "text",
    },
    "je součástí schváleného dokumentu nebo jeho projednávání, uchovává se ve veřejném zájmu",
)
REPORTS = Group(
    "Zprávy o plnění",
    "kdo zastával role, kdo odpovídá za nápravu",
    "podat zastupitelstvu zprávu o plnění popisu spolupráce",
    LEGAL_DUTY,
    PERMANENTLY,
    Erased.KEPT,
    {
        "reporting.FulfilmentReport": "snapshot",
        "reporting.ReportStepLog": "reason",
        "planning.DeviationComment": "reason remedy responsible",
        "planning.Occurrence": "override_reason",
        "planning.CountingRule": "reason",
        "planning.EventReopening": "reason",
    },
    "předložená zpráva se nemění, uchovává se ve veřejném zájmu",
)
FILES = Group(
    "Nahrané a vytvořené soubory",
    "zápisy, prezenční listiny a další dokumenty, ve kterých jména stojí",
    "doložit výstupy, ke kterým se územní celek zavázal",
    LEGAL_DUTY,
    PERMANENTLY,
    Erased.KEPT,
    {
        "partnerships.Document": "file original_name",
        "partnerships.UploadInProgress": "name",
        "partnerships.PartnershipDocument": "title",
    },
    "obsah souborů aplikace nemění; soubor odstraní ten, kdo spravuje spis",
)
TRACES = Group(
    "Historie změn",
    "kdo a kdy který údaj změnil a co v něm stálo předtím",
    "dohledat, kdo co zapsal, a vrátit chybnou změnu",
    LEGAL_DUTY,
    "stejně dlouho jako údaje samy",
    Erased.REPLACED,
    {"pghistory.Context": "metadata", "partnerships.ContactMerge": ("person absorbed_person moved")},
)
GROUPS = (
    CONTACTS, OFFICES, ATTENDANCE, TASKS, MINUTES, MAILS, ACCOUNTS, AGREEMENTS, REPORTS, FILES, TRACES,
)  # fmt: skip

# Columns of text about units, organisations, promises and the machinery.
NOT_PERSONAL = {
    "partnerships.Region": "code name name_locative",
    "partnerships.ThematicArea": "code name",
    "partnerships.TerritorialUnit": "name name_genitive name_locative ico seat_address postal_code",
    "partnerships.Organisation": "name ico email phone web",
    "partnerships.Invitation": "fingerprint",
    "partnerships.LocalPartnership": "name founded_text",
    "partnerships.WorkingGroup": "name",
    "partnerships.CalendarFeed": "fingerprint",
    "partnerships.Document": "content_type sha256",
    "partnerships.Event": "place online_url",
    "partnerships.NotificationAttachment": "filename content_type",
    "partnerships.Notice": "url",
    "agreements.AgreementTemplate": "code name sections headings prompts columns footnotes",
    "agreements.SupportingProject": "name reg_no_raw reg_no programme",
    "agreements.Memorandum": "reference_text",
    "agreements.AgreementVersion": (
        "annex_text unit_text seat_text ico_text memorandum_text project_text guarantee_text validity_text "
        "focus_text founded_text rules_text groups_text members_text competences_text plan_character "
        "plan_main_goal plan_content plan_areas plan_depth plan_target_groups plan_synergy_text timeline_text"
    ),
    "agreements.VersionStepLog": "step",
    "agreements.Approval": "body_text resolution_number",
    "agreements.Signature": "place_text",
    "agreements.FileReference": "reference_number file_mark",
    "agreements.Termination": "body_text",
    "agreements.FocusArea": "local_label description linkage note_text",
    "agreements.FocusGoal": "statement measured_in",
    "agreements.StatedGroup": "name",
    "agreements.StatedMatter": "text",
    "agreements.LegacyStrategyUse": "title",
    "agreements.LinkedStrategy": "title period_text",
    "agreements.PlannedMeasure": "text funding_source",
    "agreements.PastedTimeline": "changes",
    "agreements.PrintJob": "step_label error",
    "agreements.AgreementPrint": "sha256 template_version",
    "agreements.CommentThread": "field",
    "agreements.Activity": "name",
    "agreements.ActivityStep": "specification",
    "agreements.ExpectedOutput": "raw_text",
    "agreements.Responsibility": "raw_text",
    "agreements.ScheduleTerm": "raw_text subject trigger_text",
    "planning.Debt": "status event_kind activity_name specification raw_text lacks",
    "planning.DeviationComment": "due_text",
    "planning.MeetingPrint": "sha256 template_version",
    "planning.MeetingPrintJob": "step_label error",
    "reporting.FulfilmentReport": "snapshot_sha256 template_version",
    "reporting.ReportStepLog": "step",
    "reporting.ReportJob": "step_label error",
    "reporting.PublicText": "body",
    "admin.LogEntry": "object_id",
    "auth.Permission": "name codename",
    "auth.Group": "name",
    "contenttypes.ContentType": "app_label model",
    "mfa.Authenticator": "type",
    "socialaccount.SocialApp": "provider provider_id name client_id secret key settings",
    "socialaccount.SocialAccount": "provider",
}
