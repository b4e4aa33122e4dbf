"""What the agreement of Jihlava says: an annex 6, without the date of its approval."""

ROW_NAMES = ("J1", "J2", "J3", "J4", "J5", "J6")

EXACT = {
    "title": ["POPIS SPOLUPRÁCE V OBLASTI SOCIÁLNÍHO ZAČLEŇOVÁNÍ"],
    "HEADER/Územní celek": ["Jihlava"],
    "HEADER/Sídlo": ["Masarykovo náměstí 97/1, Jihlava, 58601"],
    "HEADER/Sídlo#note": ["1"],
    "HEADER/IČ": ["00286010"],
    "ROLES/Pověřený zástupce územního celku pro sociální začleňování": [
        "uvolněný člen Rady města Jihlavy pro oblast školství, kultury a tělovýchovy a pro oblast sociálních věcí"
    ],
    "ROLES/Pověřený zástupce územního celku pro sociální začleňování#note": ["2"],
    "ROLES/Manažer sociálního začleňování": ["Zástup (samotná pozice aktuálně není obsazená)"],
    "ROLES/Manažer sociálního začleňování#note": ["3"],
    "ROLES/Vedoucí regionálního pracoviště ASZ": ["neuvedeno"],
    "VALIDITY#heading": ["Doba platnosti popisu spolupráce"],
    "VALIDITY#prompt": [""],
    "VALIDITY#note": ["4"],
    "FOCUS#heading": ["Obsahové zaměření spolupráce (tematické oblasti spolupráce)"],
    "FOCUS#items": ["5"],
    "PARTNERSHIP/Pracovní skupiny#items": ["3"],
    "PARTNERSHIP/Složení lokálního partnerství#items": ["20"],
    "PLAN#heading": ["Specifikace plánu sociálního začleňování"],
    "PLAN#prompt": [
        "(proč je daná strategie vytvářena – hlavní cíl, kterého má být dosaženo; co daná strategie řeší – "
        "tematické a průřezové oblasti zaměření a hloubka řešení – charakter PSZ; koho se daná strategie týká – "
        "cílová skupina; synergie s dalšími strategickými dokumenty územního celku)"
    ],
    "PLAN/Období": ["2022–2027"],
    "MEASURES#heading": [
        "Předpokládané oblasti intervence realizované za podpory finančních prostředků ESIF v rámci KPSV 2021+"
    ],
    "MEASURES#items": ["4"],
    "REGIONAL_CONTACT#text": ["Mgr. Lumír Bartů, krajský koordinátor pro romské záležitosti"],
    "OPINION/Výsledek": ["konsenzuálně přijato"],
    "OPINION/Projednáno": ["2. 9. 2021"],
    "TIMELINE#heading": [
        "Jednotlivé činnosti spolupráce a jejich harmonogram v průběhu platnosti popisu spolupráce"
    ],
    "TIMELINE#columns": [
        "Činnost | Specifikace činnosti a fáze procesu strategického plánování | Výstup | Odpovědnost ASZ "
        "| Odpovědnost územního celku | Termín dokončení"
    ],
    "TIMELINE#period": [""],
    "TIMELINE#rows": ["6"],
    "TIMELINE/J1/Činnost": ["Jednání lokálního partnerství (vč. jeho složek – pracovních skupin)"],
    "TIMELINE/J1/Výstup": ["Statut a jednací řád | Záznam z jednání | Prezenční listina"],
    "TIMELINE/J1/Odpovědnost ASZ": ["Obsahové zajištění | Součinnost na organizačním zajištění | Facilitace"],
    "TIMELINE/J1/Odpovědnost územního celku": ["Součinnost na obsahovém zajištění | Organizační zajištění"],
    "TIMELINE/J1/Termín dokončení": ["Minimálně 4x ročně (vč. pracovních skupin)"],
    "TIMELINE/J2/Činnost": ["Vyhodnocení spolupráce"],
    "TIMELINE/J2/Výstup": [
        "Záznam z jednání | Záznam z jednání LP | Zpráva o plnění popisu spolupráce zastupitelstvu obce"
    ],
    "TIMELINE/J2/Odpovědnost ASZ": [
        "Vzájemná součinnost | Zajištění schvalovacích procesů na úrovni Agentury"
    ],
    "TIMELINE/J2/Odpovědnost územního celku": ["Vzájemná součinnost | Zajištění projednání v orgánech obce"],
    "TIMELINE/J2/Termín dokončení": [
        "2x ročně jednání konzultanta/ky ASZ, manažera SZ a pověřeného zástupce SZ | 1x ročně projednání v LP "
        "| 1x ročně zpráva o plnění popisu spolupráce"
    ],
    "TIMELINE/J3/Činnost": ["Tvorba plánu sociálního začleňování (PSZ)"],
    "TIMELINE/J3/Výstup": ["Plán sociálního začleňování"],
    "TIMELINE/J3/Odpovědnost ASZ": [
        "Příprava podkladů | Podílí se na zpracování výstupu | Metodická a odborná podpora"
    ],
    "TIMELINE/J3/Odpovědnost územního celku": [
        "Součinnost při přípravě podkladů | Zpracování výstupu | Zajištění projednání v orgánech obce"
    ],
    "TIMELINE/J3/Termín dokončení": ["Podzim 2021"],
    "TIMELINE/J4/Činnost": ["Vyhodnocení PSZ"],
    "TIMELINE/J4/Výstup": [
        "Záznam z jednání | Záznam z jednání LP | Zpráva o plnění PSZ zastupitelstvu obce"
    ],
    "TIMELINE/J4/Odpovědnost ASZ": ["Vzájemná součinnost"],
    "TIMELINE/J4/Odpovědnost územního celku": ["Vzájemná součinnost | Zajištění projednání v orgánech obce"],
    "TIMELINE/J4/Termín dokončení": [
        "2x ročně jednání konzultanta/ky ASZ, manažera SZ a pověřeného zástupce SZ | 1x ročně projednání v LP "
        "| 1x ročně zpráva o plnění PSZ"
    ],
    "TIMELINE/J5/Činnost": ["Vyhodnocení Strategického plánu sociálního začleňování 2019 – 2022"],
    "TIMELINE/J5/Odpovědnost ASZ": ["Zpracování výstupu"],
    "TIMELINE/J5/Odpovědnost územního celku": ["Poskytnutí součinnosti při přípravě výstupu"],
    "TIMELINE/J5/Termín dokončení": ["Podzim 2022"],
    "TIMELINE/J6/Činnost": ["Odborné poradenství včetně realizace vzdělávacích aktivit"],
    "TIMELINE/J6/Odpovědnost ASZ": ["Koordinace aktivit | Zajištění lektora"],
    # an explicit dash is something else than an empty cell
    "TIMELINE/J6/Odpovědnost územního celku": ["-"],
    "TIMELINE/J6/Termín dokončení": ["Dle nabídky ASZ"],
    "APPROVAL/Datum schválení popisu spolupráce územním celkem": ["neuvedeno"],
    "APPROVAL/Datum schválení popisu spolupráce územním celkem#note": ["5"],
    "APPROVAL/Číslo usnesení": ["neuvedeno"],
    "NOTES#items": ["5"],
}

CONTAINS = {
    "mark": ["Metodiky koordinovaného přístupu k sociálnímu vyloučení 2021+ č. 6"],
    "PROJECT#text": [
        "Memorandu o spolupráci ze dne 2.11.2021",
        "Systémové zajištění sociálního začleňování",
        "CZ.03.2.63/0.0./0.0/15_030/0000605",
        "do konce projektu",
    ],
    "PROJECT/Projekt": ["CZ.03.2.63/0.0./0.0/15_030/0000605"],
    "PROJECT/Vzdělávání": ["40 hodin", "nejvýše 20 hodin distančně"],
    "VALIDITY#text": [
        "2 roky",
        "přechodné období",
        "2015-2020",
        "2021-2027",
        "realiz",
        "po dobu realizace",
    ],
    "VALIDITY/Platí od": ["nelze určit"],
    "VALIDITY/Platí do": ["nelze určit"],
    "FOCUS/1": ["Zaměstnanost", "prostupné zaměstnávání", "tréninkov", "exekuc", "úřad", "dat"],
    "FOCUS/2": ["Bezpečnost a prevence kriminality", "veřejnost", "centr", "policie", "sousedsk"],
    "FOCUS/3": ["Dluhová problematika", "vzdělávání pracovníků", "zraniteln"],
    "FOCUS/4": ["Bydlení", "nájemník", "praktick", "podporovan"],
    "FOCUS/5": ["Sociální služby", "volného času", "neformální", "ZUŠ", "DDM", "knihovn"],
    "PARTNERSHIP#text": ["koordinační, poradní a iniciativní orgán"],
    "PARTNERSHIP/Zřizovatel": ["radní", "školství, kultury, tělovýchovy a sociálních věcí"],
    "PARTNERSHIP/Statut a jednací řád": ["statut a jednací řád"],
    "PARTNERSHIP/Pracovní skupiny": ["tři"],
    "PARTNERSHIP/Pracovní skupiny/1": ["sociální začleňování", "(průřezová skupina)"],
    "PARTNERSHIP/Pracovní skupiny/2": ["projekty a implementace", "(průřezová skupina)"],
    "PARTNERSHIP/Pracovní skupiny/3": ["komunitní plánování", "(průřezová skupina)"],
    "PARTNERSHIP/Složení lokálního partnerství": [
        "vedoucí sociálního odboru",
        "vedoucí realizace projektových záměrů",
        "vedoucí odboru školství",
        "vedoucí majetkového odboru",
        "vedoucí ekonomického odboru",
        "manažer sociálního začleňování",
        "koordinátor pro romské záležitosti",
        "vedoucí odboru rozvoje města",
        "koordinátor protidrogové politiky kraje Vysočina",
        "Úřad práce Jihlava",
        "Městská policie Jihlava",
        "Centrum na podporu integrace cizinců",
        "Středisko probační a mediační služby Jihlava",
        "Služby města Jihlavy",
        "Informační centrum Vysočina",
        "Občanská poradna Jihlava",
        "F POINT",
        "Bílý kruh bezpečí",
        "Středisko křesťanské pomoci",
        "Diecézní charita Brno – Oblastní charita Jihlava",
    ],
    "PARTNERSHIP/Kompetence": ["sociální situac", "Agentur", "implementac"],
    "PLAN": [
        "Komplexní strategický dokument",
        "2019 – 2022",
        "do roku 2020",
        "Komunitní plán sociálních služeb",
        "2016",
        "Integrovaný plán rozvoje území Jihlavské sídelní aglomerace",
        "2014 – 2020",
        "Zdravotní plán města Jihlava",
        "2018 - 2020",
        "Kraje Vysočina",
        "národní strategie",
    ],
    "PLAN/Cílová skupina": ["sociálně vyloučené", "sociálním vyloučením ohrožené"],
    "MEASURES/1": ["Domovník – preventista"],
    "MEASURES/2": ["Asistenti prevence kriminality"],
    "MEASURES/3": ["udržitelnost sociálních služeb", "nízkoprahov", "terénní", "sociálně aktivizační"],
    "MEASURES/4": ["dluhová poradna"],
    "OPINION#text": ["2. 9. 2021", "konsenzuálně přijat"],
    "TIMELINE/J1/Specifikace činnosti a fáze procesu strategického plánování": [
        "Projednání a vyhodnocování popisu",
        "síťování",
        "implementace",
    ],
    "TIMELINE/J2/Specifikace činnosti a fáze procesu strategického plánování": [
        "harmonogramu",
        "vhodnosti zvoleného postupu",
        "jednání o spolupráci",
        "po ukončení projektu",
    ],
    "TIMELINE/J3/Specifikace činnosti a fáze procesu strategického plánování": [
        "Analytické práce, formulace strategie, nastavení implementace"
    ],
    "TIMELINE/J4/Specifikace činnosti a fáze procesu strategického plánování": [
        "naplňování PSZ",
        "revize PSZ",
    ],
    "TIMELINE/J5/Specifikace činnosti a fáze procesu strategického plánování": [
        "Přehled plnění",
        "další období",
    ],
    "TIMELINE/J5/Výstup": ["Podklad pro jednání pracovních skupin", "strategického dokumentu"],
    "TIMELINE/J6/Specifikace činnosti a fáze procesu strategického plánování": [
        "workshopy, semináře, kurzy",
        "lokální partnery",
    ],
    "TIMELINE/J6/Výstup": ["Prezenční listina", "Certifikát", "prezentace", "studijní materiály"],
    "APPROVAL#signature 1": ["V Jihlavě dne neuvedeno", "Uvolněný člen Rady města Jihlavy"],
    "APPROVAL#signature 2": [
        "V Praze dne neuvedeno",
        "Ředitel odboru pro sociální začleňování (Agentura)",
    ],
    "NOTES/1": ["sídlo obecního úřadu"],
    "NOTES/2": ["politickou reprezentaci obce (případně kraje)"],
    "NOTES/3": ["kontaktní osobu", "odborů městského úřadu"],
    "NOTES/4": ["CZ.03.2.63/0.0./0.0/15_030/0000605"],
    "NOTES/5": ["schvaluje zastupitelstvo obce", "orgán územního celku plnící obdobnou funkci"],
}

ABSENT = {
    "headings": ["Strategický dokument z období", "Postup spolupráce", "Předpokládaná opatření"],
    "FOCUS": ["Prioritně", "Dále:", "Vazba", "Cíl:"],
    "PARTNERSHIP": ["Ustanoveno"],
    "PARTNERSHIP/Pracovní skupiny": ["může být", "mohou být"],
    "PARTNERSHIP/Složení lokálního partnerství": ["zástupce ASZ"],
    "OPINION/Projednáno": ["online"],
    "TIMELINE": ["na úrovni obce", "na vědomí", "Výzkumná"],
    "TIMELINE/J4/Odpovědnost ASZ": ["schvalovacích"],
    "TIMELINE/J6/Specifikace činnosti a fáze procesu strategického plánování": ["100 osob"],
    "NOTES": ["provedení revize"],
}

ORDER = {
    "headings": [
        "Doba platnosti popisu spolupráce",
        "Obsahové zaměření spolupráce",
        "Struktura, kompetence a složení",
        "Specifikace plánu",
        "Předpokládané oblasti intervence",
        "Kontaktní osoba",
        "Stanovisko lokálního partnerství",
        "Jednotlivé činnosti spolupráce",
    ],
    "TIMELINE#columns": ["Odpovědnost ASZ", "Odpovědnost územního celku"],
}
