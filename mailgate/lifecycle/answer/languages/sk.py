"""Slovak: what its words say to "is it solved?"."""

from mailgate.lifecycle.answer.sense import Sense

S = Sense
WORDS = {
    S.YES: "áno jj hej jasné potvrdzujem potvrdzujeme potvrdené určite samozrejme presne_tak môžem_potvrdiť",
    S.NO: "nie nn ne neee nieee",
    S.NOT: (
        "nie_je nie_sú nie_som nie_sme nemám nemáme nemá nemajú nemôžem nemôžeme nemôže nedá nedarí nič ničoho "
        "nikto žiadn* nikdy ani vôbec_nič nebol* nepodarilo nikde"
    ),
    S.WITHOUT: "bez",
    S.GOOD: (
        "funguje fungujú funkčn* beží bežia ide idú ide_to chodí chodia šľape sedí v_poriadku poriadku poriadok "
        "v_pohode pohode pohoda dobre spokojn* ako_má ako_majú ako_nov* ako_predtým ako_sme_chcel* ako_som_chcel* "
        "nemám_čo_dodať nemáme_čo_dodať ako_hodinky ako_po_masle"
    ),
    S.DONE: (
        "vyriešen* vybaven* opraven* odstránen* hotov* spraven* napraven* obnoven* sprevádzkovan* vyriešili "
        "opravili vyriešilo pomohl* zabralo naskočil* rozbehl* podarilo zmizl* dokončen* splnen*"
    ),
    S.ACT: (
        "tlačí tlačia skenuje zvoní zvonia volá píše ukladá otvára otvorí otvorím prihlásim prihlásil* prihlasuje "
        "prihlásime pripojím pripojil* pripája pripojí pripojen* odosiela odchádzajú prichádzajú načíta načítava "
        "zobrazuje zobrazí vidím vidíme vidí dostanem dostal* sťahuje synchronizuje berie prijíma prijal* vytlačil* "
        "odišl* odoslal* odoslan* dorazil* prišiel prišla prišlo prišli otvoril* tlačil* uložil* uloží štartuje "
        "nabehl* spustil* spustí spúšťa pracuje pracujú pracujeme pracujem otvoria neotvoria odblokovan* nabíja "
        "svieti prehráva"
    ),
    S.DO: (
        "fungovať bežať tlačiť prihlásiť otvoriť pripojiť odoslať poslať skenovať volať uložiť pracovať použiť "
        "vytlačiť spustiť načítať"
    ),
    S.CAN: "môžem môžeme môže dá darí viem",
    S.WORKED: "fungoval* bežal* išlo išiel išla chodilo chodil vydržal* išli",
    S.BAD: (
        "rozbit* pokazen* mŕtv* mlčí spadl* spadne padá padajú padl* zamrzl* zamŕza zasekl* seká hnevá vypadl* "
        "vypadáva zlyhal* zlyháva odmieta odmietl* hlási vyhadzuje hučí píska k_ničomu nefunkčn* odpája odpojil* "
        "zablokovan* stojí prestal* pokazil* zasekáva blbne"
    ),
    S.FAULT: "chyb* závad* problém* ťažkost* výhrad* námiet* poruch* sťažnost* výpad* hlášk* pripomienk*",
    S.OCCUR: (
        "objavil* objavuje vyskakuje vyskočil* opakuje opakoval* vracia vyskytl* ukázal* ukazuje prejavil* nastal*"
    ),
    S.STILL: "stále naďalej ďalej neustále furt doteraz dodnes pořád",
    S.YET: "ešte",
    S.AGAIN: "zase znova znovu opäť zas",
    S.BACK: "späť naspäť vrátil*",
    S.SAME: "rovnak* to_isté ta_istá ten_istý rovnako_ako to_isté_čo ista isté tak_isto",
    S.PERSIST: "trvá pretrváva trvajú pretrvávajú zostáva ostáva zostal* ostal* pokračuje",
    S.CHANGE: "zmen* zmenil* zlepšenia zlepšenie",
    S.WORSE: "horšie horší zhoršil* najhoršie",
    S.BETTER: "lepšie lepší zlepšil* zlepšuje",
    S.DENY: (
        "ani_náhodou ani_omylom ani_zďaleka v_žiadnom_prípade kdeže kdežeby otvorte_to_prosím_znova "
        "otvorte_to_znova otvorte_prosím otvorte_znova znova_otvor* znovu_otvor* otvoriť_znova"
    ),
    S.AGREE: "súhlas*",
    S.CLOSE: (
        "zavrieť zavrite uzavrite uzavrieť uzavretie uzavretím uzavretí zatvorte zatvoriť uzatvorte uzatvoriť "
        "ukončiť ukončite"
    ),
    S.PARTLY: (
        "čiastočne sčasti napoly spolovice ako_tak väčšina väčšinu väčšinou nie_vš* nie_všetk* nie_úplne nie_celkom "
        "nie_každ* polovica skoro_vš* takmer_vš*"
    ),
    S.LIMIT: (
        "občas niekedy pomal* chýbajú okrem až_na výnimk* sporadicky miestami nestabiln* vynecháva chvíľami zle "
        "divne oneskoren* prázdn*"
    ),
    S.ONLY: "len iba akurát",
    S.BUT: "ale avšak však lenže no_ale ibaže napriek",
    S.NUMBER: "jeden jedna jedno jednu jednej dva dve tri štyri päť šesť sedem osem deväť desať dvoch troch štyroch",
    S.OF: "z zo",
    S.UNSURE: (
        "bude budú budeme by asi hádam snáď zatiaľ možno pravdepodobne azda uvidíme uvidím skúsim vyskúšam "
        "vyskúšame skúsime overím overíme otestujem otestujeme preverím skontrolujem pozriem pozrieme zajtra "
        "pozajtra neskôr poobede_skúsim odpoviem odpovie odpovieme ozvem ozveme dám_vedieť dáme_vedieť neviem "
        "nevieme netuším nie_som_si vyzerá zdá tuším myslím dúfam dúfame vraj údajne nechajte nechajme nechať "
        "počkajte počkáme sledujem sledujeme nezatvárajte nezatvárať neuzatvárajte nezavierajte dovolenk* chor* "
        "práceneschopn* mimo_kancelárie preposlal* prepošlem odovzdal* posunul* opýtam medzitým vyhodil* "
        "bez_komentára áno_aj_nie áno_i_nie áno_a_nie ako_kedy ťažko_povedať nestihl* neskúšal* nevyskúšal* "
        "netestoval* neoveril* neoverím nemôžem_potvrdiť na_prvý_pohľad celkom tak_nejako povedať odkaz odkaze link "
        "formulár* viď nechajme_sa hm hmm hmmm prozatím dočasne zistím predbežne nie_je_problém žiadny_problém "
        "váš_mail váš_email vašu_správu rozumiem beriem_na_vedomie"
    ),
    S.IF: "ak keby keď pokiaľ prípadne",
    S.ASK: (
        "kedy kto čo prečo ako kde kam koľko čím ktorý ktorá ktoré ktorú ktorého aký aká aké čoho či komu nerozumiem"
    ),
    S.WISH: (
        "pošlite zašlite prosím_o prosím_ešte chcel_by chcela_by chceli_by rád_by rada_by potrebujem potrebujeme "
        "potrebovali prosil_by mohli_by môžete_mi môžete_nám dalo_by šlo_by nastavte pridajte poraďte vysvetlite "
        "zavolajte volajte kontaktujte ešte_prosím ešte_niečo ešte_by mimochodom"
    ),
    S.MATTER: "faktúr*",
    S.THANKS: (
        "ešte_raz_ďakujem* ešte_raz_vďaka vďaka vďaky ďakujem* ďakovať dík díky veľká_vďaka vďačn* poďakovanie "
        "zatiaľ_ďakujem zatiaľ_vďaka"
    ),
    S.PRAISE: (
        "ste_skvel* ste_zlat* ste_úžasn* ste_super ste_najlepší ste_kúzelníci ste_machri ste_hviezdy ste_jednotka "
        "klobúk_dole klobúk_dolu dávam_dole_klobúk skvelá_práca výborná_práca dobrá_práca palec_hore pochvala "
        "chválim ste_poklad* ste_šikovn* ste_rýchl* ste_borci"
    ),
    S.NICE: "skvel* výborn* paráda parádne úžasn* perfektn* fajn prima hurá bomba vrel* zlat*",
    S.FAST: "rýchl* svižn* bleskov* okamžit* pohotov*",
    S.EXPECT: "čakal* nečakal* neočakával*",
    S.SADLY: "bohužiaľ žiaľ",
    S.WAS: "bol bola bolo boli",
    S.YOU: "vám vás",
    S.BEFORE: "včera ráno predtým najprv pôvodne hodinu chvíľu",
    S.HELLO: (
        "dobrý_deň dobré_ráno dobrý_večer zdravím_vás zdravím ahoj ahojte čau čaute pán pani pane vážen* milý milá"
    ),
    S.BYE: (
        "s_pozdravom s_úctou s_prianím srdečne pozdravom pozdravy majte_sa pekný_deň krásny_deň pekný_víkend "
        "krásny_víkend pekný_zvyšok dovidenia do_videnia prajem prajeme zdraví"
    ),
    S.HELP: (
        "pomoc reakciu reakcia vybavenie opravu oprava oprave riešenie podporu podpora zásah zásahu info informáci* "
        "správu správa odpoveď servis spoluprácu prácu práca"
    ),
    S.THING: (
        "tlačiar* tlač sken* pošta pošty mailov* maily emaily telefón* počítač* kalendár* priečin* súbor* príloh* "
        "strán* sieť siete pripojeni* hesl* prístup* účet účty systém* aplikáci* program* kancelár* pobočk* "
        "recepci* sklad* kolegyn* kolega kolegov* užívateľ* používateľ* účtovníčk* pokladn* obrazovk* disk* "
        "databáz* linka signál* schránk* dáta záloh* certifikát* domu domova domov tabuľk* mobil* dokument* dver*"
    ),
    S.FILL: (
        "to toto je už teraz tu tuná všetko všetci všetkým všetkých všetky všade celý celé celá celej celom celému "
        "u v vo na do s so sa si mi mne nám nás za po pre od veľmi moc mnohokrát naozaj skutočne fakt úplne plne aj "
        "i som sme sú môžete môžeš prosím no tak takto presne pekn* krásn* deň dňa víkend* poobede popoludnie dnes "
        "tím tímu týmto vaša vašej vašu vašim vaše vyriešenie trpezlivosť ochotu ochota ticket* tiket* požiadavk* "
        "prípad* hneď ihneď skontroloval* skúšal* vyskúšan* vyskúšal* otestovan* overen* overil* testoval* našej "
        "naša naše strany strane mojej môj ja my vy za_nás za_mňa z_našej_strany z_mojej_strany konečne teda takže "
        "lebo pretože rýchlosť ústretovosť snahu čas ste tiež taktiež rovnako_ďakujem firma firmy firme napokon "
        "na_prvýkrát na_prvý_raz ten tá tým tomu ku k tam sem od_včera od_rána funkčnosť správne spoľahlivo plynule "
        "kancelária momentálne než_predtým ako_nová skvelú všetkými prístup_k"
    ),
    S.AND: "a aj_tak a_tak",
    S.THAT: "že",
}
