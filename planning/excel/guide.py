"""What the sheet „Návod“ says."""

from datetime import date

from agreements.models import AgreementVersion
from partnerships.czech import format_date, format_number
from partnerships.models import TerritorialUnit
from planning.excel import event_sheet, fulfilment_sheet, timeline_sheet

GUIDE = "Návod"
MOST_ROWS = 10_000


def guide_lines(
    unit: TerritorialUnit, today: date, *, version: AgreementVersion | None = None
) -> tuple[str, ...]:
    source = f", z verze {version.number} ({version.state_label})" if version else ""
    return (
        f"Sešit popisu spolupráce: {unit.name}",
        f"Staženo {format_date(today)}{source}.",
        "",
        "Sešit můžete vyplnit a nahrát zpět na stránce „Sešit Excelu“ u popisu spolupráce. Nejdřív se ukáže, co by "
        "se změnilo; nic se neuloží, dokud to nepotvrdíte.",
        "Řádek, který v sešitu smažete, v aplikaci zůstane. Mazat lze jen v aplikaci.",
        "Nový řádek pište pod poslední, nebo ho vložte mezi ostatní. První sloupec je skrytý a zamčený, podle něj se "
        "řádky poznají.",
        f"Najednou lze nahrát nejvýš {format_number(MOST_ROWS)} řádků v listu. Soubor uložte jako "
        "Sešit Excelu (.xlsx).",
        "",
        f"List {timeline_sheet.NAME}: jeden řádek je jeden termín. Má-li krok více termínů, jeho řádek se opakuje; "
        "změnu kroku stačí napsat do jednoho z nich.",
        "Tisknou se z něj sloupce formuláře; sloupce s významem termínů jsou pro práci na obrazovce.",
        "Více výstupů nebo odpovědností pište v buňce pod sebe (Alt+Enter).",
        "Napíšete-li jen text termínu a sloupce za ním necháte prázdné, aplikace termín přečte sama a v přehledu "
        "ukáže, jak. Co ve sloupcích vyplníte, to platí.",
        "Harmonogram se přebírá jen do rozpracovaného popisu spolupráce. Platný popis se mění revizí.",
        "",
        f"List {event_sheet.NAME}: jeden řádek je jedna událost. Povinné je datum a druh, u jednání partnerství a "
        "skupin také které.",
        "Stav nechte prázdný: co už bylo, je uskutečněno, co teprve bude, je plánováno. Zrušit událost lze jen "
        "v aplikaci.",
        "Měníte-li událost, která se už započítává, napište do sloupce Důvod opravy proč.",
        "Co nová událost plní, aplikace jen navrhne; potvrdíte to u události.",
        "",
        f"List {fulfilment_sheet.NAME} je jen ke čtení, změny v něm se nepřebírají.",
    )
