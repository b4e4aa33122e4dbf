"""What the agreement of Chomutov says: an annex 5 by its structure, without the mark of an annex."""

ROW_NAMES = ("C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C10")

EXACT = {
    "title": ["POPIS SPOLUPRÁCE V OBLASTI SOCIÁLNÍHO ZAČLEŇOVÁNÍ"],
    "mark": [""],
    "HEADER/Územní celek": ["Chomutov"],
    "HEADER/Sídlo": ["Statutární město Chomutov, Zborovská 4602, Chomutov, 43001"],
    "HEADER/Sídlo#note": ["1"],
    "HEADER/IČ": ["00261891"],
    "ROLES/Pověřený zástupce územního celku pro sociální začleňování": ["Mgr. Milan Märc"],
    "ROLES/Pověřený zástupce územního celku pro sociální začleňování#note": ["2"],
    "ROLES/Manažer sociálního začleňování": ["Mgr. Jana Hronová"],
    "ROLES/Manažer sociálního začleňování#note": ["3"],
    "ROLES/Vedoucí regionálního pracoviště ASZ": ["Bc. Michal Kratochvil"],
    "VALIDITY#heading": ["Doba platnosti"],
    "VALIDITY#prompt": ["(počet let od data schválení dokumentu orgánem územního celku)"],
    "VALIDITY/Platí od": ["19. 4. 2022"],
    "VALIDITY#note": ["4"],
    "FOCUS#heading": ["Obsahové zaměření spolupráce (tematické oblasti spolupráce)"],
    "FOCUS/Prioritně#items": ["3"],
    "PARTNERSHIP#heading": [
        "Struktura, kompetence a složení lokálního partnerství, další zvolené participační aktivity"
    ],
    "PARTNERSHIP/Pracovní skupiny#items": ["2"],
    "PARTNERSHIP/Složení lokálního partnerství#items": ["8"],
    "PARTNERSHIP/Kompetence#items": ["7"],
    "LEGACY#heading": ["Strategický dokument z období 2014 – 2020, který bude využit v prostředí KPSV 2021+"],
    "LEGACY#prompt": ["(POUZE V PŘÍPADĚ PŘECHODU OBCE Z KPSVL NA KPSV 2021+)"],
    "LEGACY#note": ["5"],
    "LEGACY#items": ["3"],
    "PLAN#heading": ["Specifikace plánu sociálního začleňování"],
    "PLAN#prompt": [
        "(předpokládaný rozsah, obsah a charakter dokumentu, synergie s dalšími strategickými dokumenty "
        "územního celku)"
    ],
    "PLAN#items": ["4"],
    "MEASURES#heading": [
        "Předpokládaná opatření realizovaná za podpory finančních prostředků ESIF v rámci KPSV 2021+"
    ],
    "MEASURES#items": ["5"],
    "REGIONAL_CONTACT#heading": ["Kontaktní osoba za příslušný kraj (je-li relevantní)"],
    "REGIONAL_CONTACT#text": ["Nerelevantní"],
    "OPINION#heading": [
        "Stanovisko lokálního partnerství (případně jeho předpokládaných členů), datum projednání"
    ],
    "OPINION/Výsledek": ["schváleno"],
    "OPINION/Projednáno": ["9. 3. 2022, online"],
    "TIMELINE#heading": ["Postup spolupráce v rámci období popisu spolupráce"],
    "TIMELINE#columns": [
        "činnost | specifikace činnosti a fáze procesu strategického plánování | výstup | odpovědnost "
        "územního celku | odpovědnost ASZ | termín dokončení"
    ],
    "TIMELINE#period": ["OBDOBÍ KVĚTEN 2022 – SRPEN 2026"],
    "TIMELINE#rows": ["10"],
    "TIMELINE/C1/činnost": ["Lokální partnerství (vč. jeho složek – pracovních skupin)"],
    "TIMELINE/C1/výstup": ["Záznam z jednání | Prezenční listina"],
    "TIMELINE/C1/odpovědnost územního celku": ["Organizační zajištění"],
    "TIMELINE/C1/odpovědnost ASZ": ["Odborné zajištění"],
    "TIMELINE/C1/termín dokončení": ["Minimálně 4x ročně"],
    "TIMELINE/C2/činnost": ["Popis spolupráce"],
    "TIMELINE/C2/výstup": ["Zápis z jednání | Záznam z jednání LP | Zpráva o plnění popisu spolupráce"],
    "TIMELINE/C2/odpovědnost územního celku": [
        "Vzájemná součinnost | Zajištění schvalovacích procesů na úrovni obce"
    ],
    "TIMELINE/C2/odpovědnost ASZ": [
        "Vzájemná součinnost | Zajištění schvalovacích procesů na úrovni Agentury"
    ],
    "TIMELINE/C2/termín dokončení": [
        "2x ročně jednání konzultanta/ky ASZ, manažera SZ a pověřeného zástupce SZ | Projednání LP 1x ročně "
        "| Zpráva 1x ročně, předložena zastupitelstvu obce na vědomí"
    ],
    "TIMELINE/C3/činnost": ["Popis spolupráce"],
    "TIMELINE/C3/specifikace činnosti a fáze procesu strategického plánování": ["Jednání o spolupráci"],
    "TIMELINE/C3/výstup": ["Zápis z jednání"],
    "TIMELINE/C3/odpovědnost územního celku": ["Vzájemná součinnost"],
    "TIMELINE/C3/odpovědnost ASZ": ["Vzájemná součinnost"],
    "TIMELINE/C3/termín dokončení": ["květen 2022"],
    "TIMELINE/C4/činnost": ["Popis spolupráce"],
    "TIMELINE/C4/specifikace činnosti a fáze procesu strategického plánování": ["Revize Popisu spolupráce"],
    "TIMELINE/C4/výstup": ["Revidovaný popis spolupráce"],
    "TIMELINE/C4/odpovědnost územního celku": ["Zajištění schvalovacích procesů na úrovni obce"],
    "TIMELINE/C4/odpovědnost ASZ": ["Zajištění schvalovacích procesů na úrovni Agentury"],
    "TIMELINE/C4/termín dokončení": ["neuvedeno"],
    "TIMELINE/C5/činnost": ["Plán sociálního začleňování (PSZ)"],
    "TIMELINE/C5/výstup": ["Podklady pro PSZ"],
    "TIMELINE/C5/odpovědnost územního celku": ["Organizační zajištění"],
    "TIMELINE/C5/odpovědnost ASZ": ["Odborné zajištění"],
    "TIMELINE/C5/termín dokončení": ["září 2022"],
    "TIMELINE/C6/činnost": ["Plán sociálního začleňování (PSZ)"],
    "TIMELINE/C6/specifikace činnosti a fáze procesu strategického plánování": ["Sestavení PSZ"],
    "TIMELINE/C6/výstup": ["Zpracovaný dokument – Plán sociálního začleňování"],
    "TIMELINE/C6/odpovědnost územního celku": ["Realizace | Zajištění schvalovacích procesů na úrovní obce"],
    "TIMELINE/C6/odpovědnost ASZ": [
        "Odborná podpora, konzultace | Zajištění schvalovacích procesů na úrovni Agentury"
    ],
    "TIMELINE/C6/termín dokončení": ["září 2022"],
    "TIMELINE/C7/činnost": ["Plán sociálního začleňování (PSZ)"],
    "TIMELINE/C7/výstup": ["Prezenční listina | Zpětná vazba"],
    "TIMELINE/C7/odpovědnost územního celku": ["Organizační zajištění"],
    "TIMELINE/C7/odpovědnost ASZ": ["Odborné zajištění"],
    "TIMELINE/C7/termín dokončení": [
        "2x ročně skupinová vzdělávací akce (minimálně) | 10x ročně individuální odborná podpora (minimálně)"
    ],
    "TIMELINE/C8/činnost": ["Výzkumná činnost"],
    "TIMELINE/C8/výstup": ["Výzkumná zpráva"],
    "TIMELINE/C8/odpovědnost územního celku": ["Organizační zajištění"],
    "TIMELINE/C8/odpovědnost ASZ": ["Odborné zajištění"],
    "TIMELINE/C8/termín dokončení": ["1x tematický výzkum"],
    "TIMELINE/C9/činnost": ["Odborné poradenství včetně realizace vzdělávacích aktivit"],
    # what stands under the unit here stands under ASZ in the form of Jihlava: kept as printed
    "TIMELINE/C9/odpovědnost územního celku": ["Koordinace aktivit | Zajištění lektora"],
    "TIMELINE/C9/odpovědnost ASZ": ["Podpora realizace, propagace a účasti na plánovaných aktivitách"],
    "TIMELINE/C9/termín dokončení": ["prosinec 2026"],
    "TIMELINE/C10/specifikace činnosti a fáze procesu strategického plánování": ["Poradenství"],
    "TIMELINE/C10/výstup": ["Záznam z poradenství"],
    "TIMELINE/C10/odpovědnost územního celku": ["neuvedeno"],
    "TIMELINE/C10/odpovědnost ASZ": ["Konzultace realizovaných projektů"],
    "TIMELINE/C10/termín dokončení": ["Projekty v realizaci z výzev KPSVL 26,42,52 OPZ 2014-2020"],
    "APPROVAL/Datum schválení popisu spolupráce územním celkem": ["19.04.2022"],
    "APPROVAL/Datum schválení popisu spolupráce územním celkem#note": ["6"],
    "APPROVAL/Číslo usnesení": ["ZaMě 343/22"],
    "NOTES#items": ["6"],
}

CONTAINS = {
    "PROJECT#text": [
        "Systémové zajištění sociálního začleňování",
        "CZ.03.2.63/0.0./0.0/15_030/0000605",
        "do konce projektu",
    ],
    "PROJECT/Projekt": ["CZ.03.2.63/0.0./0.0/15_030/0000605", "Operační program Zaměstnanost"],
    "PROJECT/Vzdělávání": ["40 hodin", "nejvýše 20 hodin distančně"],
    "VALIDITY#text": ["2022 – 2026 (5 let)", "ASZ", "realizáto", "po dobu realizace"],
    "FOCUS/Prioritně/1": ["Bydlení", "rodin", "sociálních pracovníků"],
    "FOCUS/Prioritně/2": ["Dluhy", "aktivizační", "motivační"],
    "FOCUS/Prioritně/3": [
        "Sociální služby a sociální práce v oblasti sociálního začleňování",
        "terénní",
        "sociálně aktivizační",
        "poradenství",
    ],
    "FOCUS/Dále/1": ["Zaměstnanost", "aktivní politiky zaměstnanosti", "tréninkov"],
    "FOCUS/Dále/2": [
        "Bezpečnost, sousedské vztahy a prevence kriminality",
        "resocializac",
        "trestu",
        "asistentů prevence",
    ],
    "FOCUS/Dále/3": ["jiné dle potřeby"],
    "PARTNERSHIP#text": ["základní platform", "koordinační, poradní a iniciativní orgán", "2021"],
    "PARTNERSHIP/Zřizovatel": ["Sociální komis", "Rady statutárního města Chomutova"],
    "PARTNERSHIP/Ustanoveno": ["2016", "KPSVL"],
    "PARTNERSHIP/Statut a jednací řád": ["jednací"],
    "PARTNERSHIP/Pracovní skupiny/1": ["Osoby v krizi, bydlení, bezpečnost, dluhy", "může být ustanovena"],
    "PARTNERSHIP/Pracovní skupiny/2": ["Rodina, děti, mládež, zdraví", "může být ustanovena"],
    "PARTNERSHIP/Složení lokálního partnerství": [
        "vedení obcí",
        "ASZ",
        "manažer sociálního začleňování",
        "sociálního odboru",
        "nestátní",
        "ÚP",
        "Policie České republiky",
        "Městsk",
        "dle potřeby a domluvy",
    ],
    "PARTNERSHIP/Kompetence/1": ["návrh popisu spolupráce"],
    "PARTNERSHIP/Kompetence/2": ["plán sociálního začleňování"],
    "PARTNERSHIP/Kompetence/3": ["financování opatření PSZ"],
    "PARTNERSHIP/Kompetence/4": ["zadání a výstupy analytických prací", "monitoringu PSZ", "evaluací PSZ"],
    "PARTNERSHIP/Kompetence/5": ["vyhodnocení plnění PSZ a návrhy revizí PSZ"],
    "PARTNERSHIP/Kompetence/6": ["plnění popisu spolupráce a návrhy na revizi"],
    "PARTNERSHIP/Kompetence/7": ["vývoje sociální situace"],
    "LEGACY/1": ["Revize Strategického plánu sociálního začleňování", "2019 - 2023"],
    "LEGACY/2": ["Tematický akční plán", "2019 – 2022", "mládeže a mladých dospělých"],
    "LEGACY/3": ["Tematický akční plán", "2019 – 2022", "osob bez přístřeší"],
    "PLAN": ["zastřešující", "střednědob", "prevence a kriminalita", "alokac"],
    "PLAN/1": ["Lokální koncepce sociálního bydlení v Chomutově"],
    "PLAN/2": ["Strategie prevence kriminality", "2020 – 2023"],
    "PLAN/3": ["Koncepce protidluhové politiky", "2020 – 2024"],
    "PLAN/4": ["Komunitní plán rozvoje sociálních a souvisejících služeb v ORP Chomutov", "2018 – 2021"],
    "MEASURES/1": ["Posílení sociální práce", "ztráty bydlení"],
    "MEASURES/2": ["resocializace", "trestu"],
    "MEASURES/3": ["Udržení", "asistentů prevence kriminality"],
    "MEASURES/4": ["terénní", "sociálně aktivizační"],
    "MEASURES/5": ["aktivizační", "motivační", "trh práce"],
    "OPINION#text": ["online", "09.03.2022"],
    "TIMELINE/C1/specifikace činnosti a fáze procesu strategického plánování": [
        "Příprava PSZ",
        "síťování",
        "evaluační",
    ],
    "TIMELINE/C2/specifikace činnosti a fáze procesu strategického plánování": [
        "harmonogramu",
        "vhodnosti zvoleného postupu",
        "revize",
    ],
    "TIMELINE/C5/specifikace činnosti a fáze procesu strategického plánování": [
        "analytické práce",
        "prioritizace problémů",
        "akčního plánu",
    ],
    "TIMELINE/C7/specifikace činnosti a fáze procesu strategického plánování": [
        "vzdělávac",
        "akc",
        "individuální",
    ],
    "TIMELINE/C8/specifikace činnosti a fáze procesu strategického plánování": ["výzkumné", "PSZ"],
    "TIMELINE/C9/specifikace činnosti a fáze procesu strategického plánování": [
        "workshopy, semináře, kurzy",
        "100 osob na 20 akcích",
        "je-li to možné odhadnout",
    ],
    "TIMELINE/C9/výstup": ["Prezenční listina", "Certifikát", "prezentace", "studijní materiály"],
    "TIMELINE/C10/činnost": ["Odborné poradenství OPZ 2020 ESIF", "Podpora implementace opatření"],
    "APPROVAL#signature 1": ["V Chomutově dne neuvedeno", "primátor", "města Chomutova"],
    "APPROVAL#signature 2": ["V Praze dne neuvedeno", "ředitel", "ASZ"],
    "NOTES/1": ["sídlo obecního úřadu"],
    "NOTES/2": [
        "politickou reprezentaci obce (případně kraje)",
        "Předkládá materiály k projednání v orgánech",
    ],
    "NOTES/3": ["kontaktní osobu", "výkonného pracovníka", "odborů městského úřadu"],
    "NOTES/4": ["Evropského sociálního fondu", "CZ.03.2.63/0.0./0.0/15_030/0000605"],
    "NOTES/5": ["přesahuje horizont roku 2021", "pod podmínkou provedení revize"],
    "NOTES/6": ["schvaluje zastupitelstvo obce", "orgán územního celku plnící obdobnou funkci"],
}

ABSENT = {
    "HEADER": ["memorand"],
    "FOCUS": ["Vazba", "Cíl:"],
    "TIMELINE": ["Vyhodnocení PSZ", "Dle nabídky ASZ"],
    "TIMELINE/C9/odpovědnost ASZ": ["lektora"],
    "TIMELINE/C2/termín dokončení": ["Agentury"],
    "PARTNERSHIP/Pracovní skupiny": ["průřezová"],
}

ORDER = {
    "headings": [
        "Doba platnosti",
        "Obsahové zaměření spolupráce",
        "Struktura, kompetence a složení",
        "Strategický dokument z období 2014",
        "Specifikace plánu",
        "Předpokládaná opatření",
        "Kontaktní osoba",
        "Stanovisko lokálního partnerství",
        "Postup spolupráce",
    ],
    "FOCUS": ["Prioritně", "Dále", "jiné dle potřeby"],
    "TIMELINE#columns": ["odpovědnost územního celku", "odpovědnost ASZ"],
}
