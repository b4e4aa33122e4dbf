"""What the agreement of Česká Kamenice says: an annex 5 whose text names links and goals."""

ROW_NAMES = ("K1", "K2", "K3", "K4", "K5")

EXACT = {
    "title": ["POPIS SPOLUPRÁCE V OBLASTI SOCIÁLNÍHO ZAČLEŇOVÁNÍ"],
    "HEADER/Územní celek": ["Česká Kamenice"],
    "HEADER/Sídlo": ["Město Česká Kamenice, náměstí Míru 219, PSČ 407 21"],
    "HEADER/Sídlo#note": ["1"],
    "HEADER/IČ": ["00261220"],
    "ROLES/Pověřený zástupce územního celku pro sociální začleňování#note": ["2"],
    "ROLES/Manažer sociálního začleňování#note": ["3"],
    "ROLES/Vedoucí regionálního pracoviště ASZ": ["Michal Kratochvíl"],
    "VALIDITY#heading": ["Doba platnosti"],
    "VALIDITY#prompt": ["(počet let od data schválení dokumentu orgánem územního celku)"],
    "VALIDITY/Platí od": ["13. 4. 2022"],
    "VALIDITY#note": ["4"],
    "FOCUS#items": ["7"],
    "FOCUS/6/vazba": [""],
    "FOCUS/7/vazba": [""],
    "PLAN#heading": ["Specifikace plánu sociálního začleňování"],
    "MEASURES#heading": [
        "Předpokládaná opatření realizovaná za podpory finančních prostředků ESIF v rámci KPSV 2021+"
    ],
    "REGIONAL_CONTACT#text": ["neuvedeno"],
    "OPINION#text": ["neuvedeno"],
    "TIMELINE#heading": ["Postup spolupráce v rámci období popisu spolupráce"],
    "TIMELINE#columns": [
        "činnost | specifikace činnosti a fáze procesu strategického plánování | výstup | odpovědnost "
        "územního celku | odpovědnost ASZ | termín dokončení"
    ],
    "TIMELINE#period": [""],
    "TIMELINE#rows": ["5"],
    "TIMELINE/K1/činnost": ["Lokální partnerství (vč. jeho složek – pracovních skupin)"],
    "TIMELINE/K1/výstup": ["Záznam z jednání | Prezenční listina"],
    "TIMELINE/K1/odpovědnost územního celku": ["Organizační zajištění"],
    "TIMELINE/K1/odpovědnost ASZ": ["Odborné zajištění"],
    "TIMELINE/K1/termín dokončení": ["Minimálně 4x ročně"],
    "TIMELINE/K2/činnost": ["Popis spolupráce"],
    "TIMELINE/K2/výstup": ["Zápis z jednání | Záznam z jednání LP | Zpráva o plnění popisu spolupráce"],
    "TIMELINE/K2/odpovědnost územního celku": [
        "Vzájemná součinnost | Zajištění schvalovacích procesů na úrovni obce"
    ],
    "TIMELINE/K2/odpovědnost ASZ": [
        "Vzájemná součinnost | Zajištění schvalovacích procesů na úrovni Agentury"
    ],
    "TIMELINE/K2/termín dokončení": [
        "2x ročně jednání konzultanta/ky Agentury, manažera SZ a pověřeného zástupce SZ | Projednání LP 1x ročně "
        "| Zpráva 1x ročně, předložena zastupitelstvu obce na vědomí"
    ],
    "TIMELINE/K3/činnost": ["Popis spolupráce"],
    "TIMELINE/K3/výstup": ["Zápis z jednání | Revidovaný popis spolupráce"],
    # the two approvals stand on the other side than in the row above: kept as printed
    "TIMELINE/K3/odpovědnost územního celku": [
        "Vzájemná součinnost | Zajištění schvalovacích procesů na úrovni ASZ"
    ],
    "TIMELINE/K3/odpovědnost ASZ": ["Vzájemná součinnost | Zajištění schvalovacích procesů na úrovni obce"],
    "TIMELINE/K3/termín dokončení": ["12 / 2022"],
    "TIMELINE/K4/výstup": ["Prezenční listina | Zpětná vazba"],
    "TIMELINE/K4/odpovědnost územního celku": ["Organizační zajištění"],
    "TIMELINE/K4/odpovědnost ASZ": ["Odborné zajištění"],
    "TIMELINE/K4/termín dokončení": [
        "2x ročně skupinová vzdělávací akce (minimálně) | 10x ročně individuální odborná podpora (minimálně)"
    ],
    "TIMELINE/K5/činnost": ["Výzkumná činnost"],
    "TIMELINE/K5/výstup": ["Výzkumná zpráva"],
    "TIMELINE/K5/odpovědnost územního celku": ["Organizační zajištění"],
    "TIMELINE/K5/odpovědnost ASZ": ["Odborné zajištění"],
    "TIMELINE/K5/termín dokončení": ["1x analýza do konce spolupráce"],
    "APPROVAL/Datum schválení popisu spolupráce územním celkem": ["13.4.2022"],
    "APPROVAL/Datum schválení popisu spolupráce územním celkem#note": ["6"],
    "APPROVAL/Číslo usnesení": ["648/23/ZM/2022/"],
    "NOTES#items": ["6"],
}

CONTAINS = {
    "mark": ["Metodiky koordinovaného přístupu k sociálnímu vyloučení 2021+ č. 5"],
    "ROLES/Pověřený zástupce územního celku pro sociální začleňování": [
        "Jan Papajanovský",
        "starosta města Česká Kamenice",
    ],
    "ROLES/Manažer sociálního začleňování": [
        "Lukáš Herich",
        "vedoucí odboru sociálních věcí",
        "Městský úřad Česká Kamenice",
    ],
    "PROJECT#text": [
        "Systémové zajištění sociálního začleňování",
        "CZ.03.2.63/0.0./0.0/15_030/0000605",
        "do konce projektu",
    ],
    "PROJECT/Vzdělávání": ["40 hodin", "nejvýše 20 hodin distančně"],
    "VALIDITY#text": [
        "2022 – 2027 (5 let)",
        "Odbor pro sociální začleňování (Agentura) MMR ČR",
        "po dobu realizace",
    ],
    "VALIDITY/Platí do": ["12. 4. 2027"],
    "FOCUS#text": ["2020 – 2022", "6. 11. 2020"],
    "FOCUS/1": ["zlepšení životních podmínek", "sociálně vyloučených lokalitách"],
    "FOCUS/1/vazba": ["nájemník", "OPZ", "majitel"],
    "FOCUS/1/cíl": ["snížit počet vyloučených lokalit ve městě nejméně o polovinu"],
    "FOCUS/2": ["zlepšení životních vyhlídek dětí a mládeže"],
    "FOCUS/2/vazba": ["NZDM", "Charitního sdružení Děčín"],
    "FOCUS/2/cíl": ["NZDM", "škol", "Centra dětí a mládeže"],
    "FOCUS/3": ["dostupnosti sociálního bydlení", "zdrojů financování"],
    "FOCUS/3/vazba": ["SPSZ 2020-2022"],
    "FOCUS/3/cíl": ["30 bytů", "6 bytů"],
    "FOCUS/4": ["posílení ekonomické situace předlužených občanů"],
    "FOCUS/4/vazba": ["NNO"],
    "FOCUS/4/cíl": ["snížit podíl osob v exekuci na průměrnou úroveň ČR"],
    "FOCUS/5": ["kriminality", "sociálně nežádoucích jevů"],
    "FOCUS/5/vazba": ["asistentů prevence kriminality"],
    "FOCUS/5/cíl": ["znalostí a dovedností APK", "terénní"],
    "FOCUS/6": ["komunitní práce", "sounáležitosti", "sousedských setkání"],
    "FOCUS/6/cíl": ["periodicky ověřovat spokojenost občanů", "SVL"],
    "FOCUS/7": ["základních sociálních a pracovních kompetencí"],
    "FOCUS/7/cíl": ["snížit nezaměstnanost", "sociálních dávkách", "SVL"],
    "PARTNERSHIP#text": ["koordinační, poradní a iniciativní orgán"],
    "PARTNERSHIP/Zřizovatel": ["starost"],
    "PARTNERSHIP/Pracovní skupiny/1": ["bydlení"],
    "PARTNERSHIP/Pracovní skupiny/2": ["dluhy"],
    "PARTNERSHIP/Pracovní skupiny/3": ["prevenc", "kriminality"],
    "PARTNERSHIP/Pracovní skupiny": ["může", "další oblasti"],
    "PARTNERSHIP/Složení lokálního partnerství": [
        "vedení města",
        "městské policie",
        "veřejných institucí",
        "neziskových organizací",
        "zpravidla",
    ],
    "PARTNERSHIP/Kompetence": [
        "návrh popisu spolupráce",
        "plán sociálního začleňování",
        "financování opatření",
        "zadání a výstupy analytických prací",
        "vyhodnocení plnění PSZ a návrhy revizí PSZ",
        "plnění popisu spolupráce a návrhy na revizi",
        "vývoje sociální situace",
    ],
    "PLAN": ["2020 – 2022", "upřesněn"],
    "MEASURES": [
        "na polovinu",
        "Udržení a posílení týmu terénních",
        "oddlužování",
        "finanční gramotnosti",
        "nízkoprahového zařízení pro děti a mládež",
        "Podpora zabydlování",
        "návratu z výkonu trestu",
        "prevence drogových závislostí",
        "sportovních a zájmových aktivitách",
    ],
    "TIMELINE/K1/specifikace činnosti a fáze procesu strategického plánování": [
        "Příprava PSZ",
        "síťování",
        "evaluační",
    ],
    "TIMELINE/K2/specifikace činnosti a fáze procesu strategického plánování": [
        "harmonogramu",
        "vhodnosti zvoleného postupu",
    ],
    "TIMELINE/K3/specifikace činnosti a fáze procesu strategického plánování": [
        "Jednání o spolupráci",
        "Revize Popisu spolupráce",
        "rozsahu, obsahu a charakteru dokumentu",
        "synergie",
    ],
    "TIMELINE/K4/činnost": ["Odborné poradenství – individuální i skupinové", "odborných platforem"],
    "TIMELINE/K4/specifikace činnosti a fáze procesu strategického plánování": ["PSZ a AP", "individuální"],
    "TIMELINE/K5/specifikace činnosti a fáze procesu strategického plánování": ["výzkumné", "PSZ"],
    "APPROVAL#signature 1": ["V České Kamenici dne neuvedeno", "zástupce územního celku"],
    "APPROVAL#signature 2": ["místo neuvedeno", "Odboru pro sociální začleňování (Agentury) MMR ČR"],
    "NOTES/1": ["sídlo obecního úřadu"],
    "NOTES/2": ["politickou reprezentaci obce (případně kraje)"],
    "NOTES/3": ["kontaktní osobu", "odborů městského úřadu"],
    "NOTES/4": ["CZ.03.2.63/0.0./0.0/15_030/0000605"],
    "NOTES/5": ["porušování veřejného pořádku", "24. srpna 2021", "344 / 2021"],
    "NOTES/6": ["schvaluje zastupitelstvo obce", "orgán územního celku plnící obdobnou funkci"],
}

ABSENT = {
    "HEADER": ["memorand"],
    "FOCUS": ["Prioritně", "Dále:"],
    "headings": ["Strategický dokument z období"],
    "PARTNERSHIP": ["Ustanoveno"],
    "PARTNERSHIP/Pracovní skupiny": ["průřezová", "má tři"],
    "TIMELINE": ["Sestavení PSZ", "Podklady pro PSZ", "Vyhodnocení PSZ", "Certifikát"],
    "TIMELINE/K2/termín dokončení": ["konzultanta/ky ASZ"],
    "APPROVAL#signature 2": ["Praze"],
}

ORDER = {
    "headings": [
        "Doba platnosti",
        "Obsahové zaměření spolupráce",
        "Struktura, kompetence a složení",
        "Specifikace plánu",
        "Předpokládaná opatření",
        "Kontaktní osoba",
        "Stanovisko lokálního partnerství",
        "Postup spolupráce",
    ],
    "TIMELINE#columns": ["odpovědnost územního celku", "odpovědnost ASZ"],
    "MEASURES": [
        "na polovinu",
        "Udržení a posílení týmu",
        "oddlužování",
        "nízkoprahového",
        "zabydlování",
        "výkonu trestu",
        "drogových",
        "sportovních",
    ],
}
