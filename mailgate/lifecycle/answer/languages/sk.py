"""Slovak: what its words say to "is it solved?"."""

from mailgate.lifecycle.answer.sense import Sense

S = Sense
WORDS = {
    S.YES: (
        "áno jj hej jasné potvrdzujem potvrdzujeme potvrdené určite samozrejme presne_tak môžem_potvrdiť áno_áno "
        "hej_hej jasné_že jasnačka potvrdené_áno zaiste súhlasí môžem_len_potvrdiť týmto_potvrdzujem rozhodne_áno "
        "potvrdzujem_riešenie potvrdzujem_vyriešenie potvrdzujem_opravu potvrdzujem_funkčnosť"
    ),
    S.NO: "nie nn ne neee nieee nie_nie",
    S.NOT: (
        "nie_je nie_sú nie_som nie_sme nemám nemáme nemá nemajú nemôžem nemôžeme nemôže nedá nedarí nič ničoho nikto "
        "žiadn* nikdy ani vôbec_nič nebol* nepodarilo nikde nemožné nedajú"
    ),
    S.WITHOUT: "bez",
    S.GOOD: (
        "funguje fungujú funkčn* beží bežia ide idú ide_to chodí chodia šľape sedí v_poriadku poriadku poriadok "
        "v_pohode pohode pohoda dobre spokojn* ako_má ako_majú ako_nov* ako_predtým ako_sme_chcel* ako_som_chcel* "
        "nemám_čo_dodať nemáme_čo_dodať ako_hodinky ako_po_masle klape frčí fičí maká ide_mi ako_hodiny v_pohodičke "
        "v_poho v_cajku v_norme do_normálu bez_chyby bez_chýb bezchybne bez_závad bezproblémov* ako_treba ako_by_malo "
        "ako_by_mala ako_potrebujem ako_potrebujeme podľa_predstáv podľa_očakávan* vyhovuje spokojnosť "
        "žiadne_ďalšie_otázky nič_ďalšie_nepotrebujem k_našej_spokojnosti v_prevádzke presne_to_som_chcel* "
        "presne_to_som_potreboval* prístup_mám mám_prístup prístup_máme máme_prístup kľud pokoj jde jdú ako_to_má_byť "
        "ako_má_byť ako_to_malo_byť nastavené_správne správne_nastaven* všetko_správne na_výbornú na_jednotku "
        "k_spokojnosti stabilné ako_malo ako_mala ako_mal po_probléme po_problémoch"
    ),
    S.DONE: (
        "vyriešen* vybaven* opraven* odstránen* hotov* spraven* napraven* obnoven* sprevádzkovan* vyriešili opravili "
        "vyriešilo pomohl* zabralo naskočil* rozbehl* podarilo zmizl* dokončen* splnen* vyriešila vyriešil* zabral "
        "zabrala zabrali sfunkčnen* sfunkčnil* sprevádzkoval* zafungoval* nabehla ožil* chytil* chytlo odblokoval* "
        "odomknut* odomkli obnovil* opravil* spravil* napravil* rozchodil* rozchodené vyladen* odstránil* odstránili "
        "dorieš* vyčisten*"
    ),
    S.ACT: (
        "tlačí tlačia skenuje zvoní zvonia volá ukladá otvára otvorí otvorím prihlásim prihlásil* prihlasuje "
        "prihlásime pripojím pripojil* pripája pripojí pripojen* odosiela odchádzajú prichádzajú načíta načítava "
        "zobrazuje zobrazí vidím vidíme vidí dostanem dostal* sťahuje synchronizuje berie prijíma prijal* vytlačil* "
        "odišl* odoslan* dorazil* prišiel prišla prišlo prišli otvoril* tlačil* uložil* uloží štartuje nabehl* "
        "spustil* spustí spúšťa pracuje pracujú pracujeme pracujem otvoria neotvoria odblokovan* nabíja svieti "
        "prehráva tlačíme skenujem odosielame posiela dovolám dovolal* počujem počuje počujeme zobrazujú otvorilo "
        "otvorila otvárajú otváram otvárame ukladajú ukladám uložím reaguje reagujú prihlasujem prihlasujú prihlási "
        "prihlásili pripojilo pripája_sa synchronizujú načítalo načítal* načítajú číta hrá svieti_to dochádza "
        "dochádzajú prichádza nabieha naskočí naskakuje pustilo pustil* vytlačí naskenoval* dostávam dostávame zapne "
        "odoslalo prebieha prebiehajú prebehl* obnovuje zapisuje dorazila doručuje aktualizuje"
    ),
    S.DO: (
        "fungovať bežať tlačiť prihlásiť otvoriť pripojiť odoslať poslať skenovať volať uložiť pracovať použiť "
        "vytlačiť spustiť načítať prihlásiť_sa dostať posielať odosielať ukladať otvárať pripájať prijímať prijať "
        "dovolať zavolať telefonovať používať zapnúť sťahovať stiahnuť naskenovať vidieť upraviť kopírovať nahrať "
        "zobraziť"
    ),
    S.CAN: "môžem môžeme môže dá darí viem môžu vieme dajú podarí",
    S.WORKED: "fungoval* bežal* išlo išiel išla chodilo chodil vydržal* išli makal* šľapal* klapal*",
    S.BAD: (
        "rozbit* pokazen* mŕtv* mlčí spadl* spadne padl* zamrzl* zasekl* vypadl* zlyhal* odmieta odmietl* hlási "
        "k_ničomu nefunkčn* odpojil* zablokovan* stojí pokazil* hádže hodil* spadla spadlo pád pády zamrzne zatuhl* "
        "zasekne sekne sekol sekla vypne odhlásil* odhlási vyhodí vykopáva preblikáva zamieta zamietnut* odopret* "
        "odmietnut* nefunkčnosť rozpadl* zhavaroval* havária skolaboval* katastrofa hrôza márne nanič v_háji v_keli "
        "mŕtvo ľahl* stráca stratil* odpojí vypadne koliesko vyhodil* spadol vypadol zamrzol zasekol odišla_sieť "
        "hluch* zlyhal neodpovedá neodpovedajú nemáme_internet nemám_internet nie_je_internet nie_je_signál "
        "nemáme_signál nemám_prístup nemáme_prístup nemám_pripojenie nie_je_pripojenie nejde_internet skončí_chybou "
        "končí_chybou bez_internetu bez_signálu bez_pripojenia bez_prístupu bez_pošty bez_siete bez_telefónu "
        "bez_mailov zlé_heslo nesprávne_heslo neplatné_heslo"
    ),
    S.FAULT: (
        "chyb* závad* problém* ťažkost* výhrad* námiet* poruch* sťažnost* výpad* hlášk* pripomienk* error* závady "
        "trabl* prerušen* chybičk* otázky otázok"
    ),
    S.OCCUR: (
        "objavil* objavuje vyskakuje vyskočil* opakuje opakoval* vracia vyskytl* ukázal* ukazuje prejavil* nastal* "
        "objaví vyskočí ukáže opakujú objavujú vyskakujú"
    ),
    S.STILL: "stále naďalej ďalej neustále furt doteraz dodnes pořád ustavične nepretržite",
    S.YET: "ešte",
    S.AGAIN: "zase znova znovu opäť zas",
    S.BACK: "späť naspäť vrátil*",
    S.SAME: (
        "rovnak* to_isté ta_istá ten_istý rovnako_ako to_isté_čo ista isté tak_isto rovnako to_stejné taká_istá "
        "taký_istý tie_isté po_starom pri_starom"
    ),
    S.PERSIST: "trvá pretrváva trvajú pretrvávajú zostáva ostáva zostal* ostal* pokračuje",
    S.CHANGE: "zmen* zmenil* zlepšenia zlepšenie",
    S.WORSE: "horšie horší zhoršil* najhoršie",
    S.BETTER: "lepšie lepší zlepšil* zlepšuje",
    S.DENY: (
        "ani_náhodou ani_omylom ani_zďaleka v_žiadnom_prípade kdeže kdežeby otvorte_to_prosím_znova otvorte_to_znova "
        "otvorte_prosím otvorte_znova znova_otvor* znovu_otvor* otvoriť_znova bohužiaľ_nie žiaľ_nie vôbec_nie "
        "ani_trochu robíte_si_srandu robíte_si_žarty nič_nového bez_zmien nezlepšil* nepohl* nehol* nepohol* "
        "stále_píše stále_mi_píše stále_mi_to_píše stále_to_píše zase_mi_to_píše stále_vypisuje stále_mi_vypisuje "
        "lepšie_to_nie_je nie_je_to_lepšie pořád_píše pořád_mi_píše pořád_mi_to_píše pořád_to_píše"
    ),
    S.AGREE: "súhlas*",
    S.CLOSE: (
        "zavrieť zavrite uzavrite uzavrieť uzavretie uzavretím uzavretí zatvorte zatvoriť uzatvorte uzatvoriť ukončiť "
        "ukončite uzatvárajte uzatvárame uzatváram uzatvoren* zatvárajte zatváram ukončenie odškrtnúť odškrtnite "
        "uzavret* uzavrieť_môžete zatvorené uzavriem môžeme_uzavrieť môžeme_zavrieť"
    ),
    S.PARTLY: (
        "čiastočne sčasti napoly spolovice ako_tak väčšina väčšinu väčšinou nie_vš* nie_všetk* nie_úplne nie_celkom "
        "nie_každ* polovica skoro_vš* takmer_vš* z_väčšej_časti z_polovice z_časti len_čiastočne polovične"
    ),
    S.LIMIT: (
        "občas niekedy pomal* chýbajú okrem až_na výnimk* sporadicky miestami nestabiln* vynecháva chvíľami zle divne "
        "oneskoren* prázdn* pomalšie menej zriedka tu_a_tam sem_tam raz_za_čas trhá chýba_mi chýba_nám niektoré "
        "niektorý niektorá niektorí niektorým niektorých druhý druhá druhé"
    ),
    S.ONLY: "len iba akurát",
    S.BUT: "ale avšak však lenže no_ale ibaže napriek",
    S.NUMBER: (
        "jeden jedna jedno jednu jednej dva dve tri štyri päť šesť sedem osem deväť desať dvoch troch štyroch jednému "
        "jedného dvom trom"
    ),
    S.OF: "z zo",
    S.UNSURE: (
        "bude budú budeme by asi hádam snáď možno pravdepodobne azda uvidíme uvidím skúsim vyskúšam vyskúšame skúsime "
        "overím overíme otestujem otestujeme preverím skontrolujem pozriem pozrieme zajtra pozajtra neskôr "
        "poobede_skúsim odpoviem odpovie odpovieme ozvem ozveme dám_vedieť dáme_vedieť neviem nevieme netuším "
        "nie_som_si vyzerá zdá tuším myslím dúfam dúfame vraj údajne počkajte počkáme sledujem sledujeme dovolenk* "
        "chor* práceneschopn* mimo_kancelárie preposlal* prepošlem odovzdal* posunul* opýtam medzitým bez_komentára "
        "áno_aj_nie áno_i_nie áno_a_nie ako_kedy ťažko_povedať nestihl* neskúšal* nevyskúšal* netestoval* neoveril* "
        "neoverím nemôžem_potvrdiť na_prvý_pohľad celkom tak_nejako povedať odkaz odkaze link formulár* viď "
        "nechajme_sa hm hmm hmmm dočasne zistím predbežne nie_je_problém žiadny_problém váš_mail váš_email vašu_správu "
        "rozumiem beriem_na_vedomie skúšame testujeme testujem malo_by mala_by mal_by mali_by počkal_by počkala_by "
        "končím odchádzam nemôžem_posúdiť hovoril* povedal* tvrdí verím veríme vcelku viac_menej overujem overujeme "
        "vrátim vrátime predpokladám nepracujem preposielam preposielame odovzdávam postupne aj_tak_ďakuj* "
        "aj_tak_vďaka i_tak_ďakuj* aj_tak_dík* ešte_nebol* vyskúšať skúsiť otestovať overiť preveriť skontrolovať "
        "posúdiť nemám_čas nemáme_čas nemal_čas nemala_čas k_tomu_nedostal* nedostal_som_sa_k_tomu "
        "nedostala_som_sa_k_tomu som_nebol* nebol_som nebola_som sme_neboli nie_je_to_výpadok nie_je_to_chyb* "
        "nie_je_to_poruch* nie_je_to_problém to_nie_je_výpadok to_nie_je_chyb* to_nie_je_poruch* to_nie_je_problém "
        "príležitosť možnosť šancu"
    ),
    S.IF: "ak keby keď pokiaľ prípadne v_prípade za_predpokladu kedykoľvek",
    S.ASK: (
        "kedy kto čo prečo ako kde kam koľko čím ktorý ktorá ktoré ktorú ktorého aký aká aké čoho či komu nerozumiem "
        "odkiaľ odkedy dokedy akým akého akému akom načo ktorým ktorému"
    ),
    S.WISH: (
        "pošlite zašlite prosím_o prosím_ešte chcel_by chcela_by chceli_by rád_by rada_by potrebujem potrebujeme "
        "potrebovali prosil_by mohli_by môžete_mi môžete_nám dalo_by šlo_by nastavte pridajte poraďte vysvetlite "
        "zavolajte volajte kontaktujte ešte_prosím ešte_niečo ešte_by mimochodom potreboval* prosím_pridajte "
        "prosím_pošlite prosím_zavolajte pošlite_niekoho opravte vymeňte príďte pozrite_sa žiadam žiadame požadujem "
        "zavolaj ozvite"
    ),
    S.MATTER: "faktúr* objednávk* zmluv* reklamáci* dobropis*",
    S.THANKS: (
        "ešte_raz_ďakujem* ešte_raz_vďaka vďaka vďaky ďakujem* ďakovať dík díky veľká_vďaka vďačn* poďakovanie "
        "zatiaľ_ďakujem zatiaľ_vďaka dakujeme_pekne ďakujem_pekne dík_moc díky_moc vďaka_moc poďakovať "
        "mnohokrát_ďakujem dakujem_velmi ďakujeme_moc diki dakuju"
    ),
    S.PRAISE: (
        "ste_skvel* ste_zlat* ste_úžasn* ste_super ste_najlepší ste_kúzelníci ste_machri ste_hviezdy ste_jednotka "
        "klobúk_dole klobúk_dolu dávam_dole_klobúk skvelá_práca výborná_práca dobrá_práca palec_hore pochvala chválim "
        "ste_poklad* ste_šikovn* ste_rýchl* ste_borci ste_jednotky ste_boží ste_páni ste_trieda si_zlat* si_super "
        "si_najlepší si_jednotka si_poklad super_práca skvelá_podpora skvelý_servis super_servis poklona rešpekt borci "
        "ste_profíci ste_ochotn* ste_milí"
    ),
    S.NICE: (
        "skvel* výborn* paráda parádne úžasn* perfektn* fajn prima hurá bomba vrel* zlat* super_duper fantastick* "
        "výnimočn* skvele výborne úžasne perfektne krása pecka bomba_vďaka špica super_super supr nádher* senzačn* "
        "nič_viac nič_iné nič_ďalšie nie_je_začo"
    ),
    S.FAST: "rýchl* svižn* bleskov* okamžit* pohotov* expresn* obratom promptn*",
    S.EXPECT: "čakal* nečakal* neočakával*",
    S.SADLY: "bohužiaľ žiaľ snahu",
    S.WAS: "bol bola bolo boli",
    S.YOU: "vám vás",
    S.BEFORE: "včera ráno predtým najprv pôvodne hodinu chvíľu predvčerom kedysi minule najskôr spočiatku",
    S.HELLO: (
        "dobrý_deň dobré_ráno dobrý_večer zdravím_vás zdravím ahoj ahojte čau čaute pán pani pane vážen* milý milá "
        "dobré_popoludnie pekný_deň_prajem pekné_ráno dámy pán_inžinier pána pánovi pani_inžinierka inžinier vážení "
        "slečna ahojky nazdar"
    ),
    S.BYE: (
        "s_pozdravom s_úctou s_prianím srdečne pozdravom pozdravy majte_sa pekný_deň krásny_deň pekný_víkend "
        "krásny_víkend pekný_zvyšok dovidenia do_videnia prajem prajeme zdraví majte_pekný majte_krásny majte_sa_pekne "
        "maj_sa pekný_večer krásny_večer príjemný_deň príjemný_večer príjemný_víkend príjemné_popoludnie "
        "pekné_popoludnie pekné_sviatky krásne_sviatky pokojný_večer pokojné_sviatky príjemný_zvyšok krásny_zvyšok "
        "s_priateľským_pozdravom nech_sa_darí zbohom pekný_týždeň praje prajú"
    ),
    S.HELP: (
        "pomoc reakciu reakcia vybavenie opravu oprava oprave riešenie podporu podpora zásah zásahu info informáci* "
        "správu správa odpoveď servis spoluprácu prácu práca radu rada rady výmenu výmena sprevádzkovanie asistenci* "
        "vysvetlenie upozornenie starostlivosť intervenci*"
    ),
    S.THING: (
        "tlačiar* tlač sken* pošta pošty mailov* maily emaily telefón* počítač* kalendár* priečin* súbor* príloh* "
        "strán* sieť siete pripojeni* hesl* prístup* účet účty systém* aplikáci* program* kancelár* pobočk* recepci* "
        "sklad* kolegyn* kolega kolegov* užívateľ* používateľ* účtovníčk* pokladn* obrazovk* disk* databáz* linka "
        "signál* schránk* dáta záloh* certifikát* domu domova domov tabuľk* mobil* dokument* dver* kábel* káblom "
        "zásuvk* konektor* nastaveni* aktualizáci* reštart* konfiguráci* ovládač* licenci* modul* zostav* etiket* "
        "čítačk* terminál* kamer* zvuk* obraz* mikrofón* slúchadl* kopírk* intranet* eshop* zasadačk* predajn* "
        "prevádzk* dieln* výrob* škol* sekretariát* hovor* adresár* zoznam* prehliadač* kart* čip* brán* svetl* "
        "batéri* papier* zdroj* verz* profil* oprávneni* zákazník* klient* technik* admin* oddeleni* centrál* kolegom "
        "kolegovi kolegyni ľuďom kábla káble tlačou tlače prihlasovanie prihlasovaním prihlásenie prihlásení "
        "odosielanie ukladanie zobrazenie"
    ),
    S.FILL: (
        "to toto je už teraz tu tuná všetko všetci všetkým všetkých všetky všade celý celé celá celej celom celému u v "
        "vo na do s so sa si mi mne nám nás za po pre od veľmi moc mnohokrát naozaj skutočne fakt úplne plne aj i som "
        "sme sú môžete môžeš prosím no tak takto presne pekn* krásn* deň dňa víkend* poobede popoludnie dnes tím tímu "
        "týmto vaša vašej vašu vašim vaše vyriešenie trpezlivosť ochotu ochota ticket* tiket* požiadavk* prípad* hneď "
        "ihneď našej naša naše strany strane mojej môj ja my vy za_nás za_mňa z_našej_strany z_mojej_strany konečne "
        "teda takže lebo pretože rýchlosť ústretovosť čas ste tiež taktiež rovnako_ďakujem firma firmy firme napokon "
        "na_prvýkrát na_prvý_raz ten tá tým tomu ku k tam sem od_včera od_rána funkčnosť správne spoľahlivo plynule "
        "kancelária momentálne než_predtým ako_nová skvelú všetkými prístup_k zapojil* ospravedlňujem ospravedlňujeme "
        "prepáčte prepáč sorry pardon neskorú neskoršiu oneskorenú omeškanie meškanie za_oneskorenie ozývam ozývame "
        "odpisujem píšem píšeme až_teraz až_dnes aha jaj hele od_včerajška včerajška od_pondelka od_utorka od_stredy "
        "od_štvrtka od_piatka od_soboty od_nedele od_minulého_týždňa od_opravy od_zásahu od_vášho_zásahu dnešný dnešok "
        "týždeň týždňa sviatky sviatkov mesiac príjemn* pokojn* úspešn* zvyšok majte maj chalani chlapci dievčatá "
        "celému_tímu vášmu_tímu technikovi vedúci vedúca riaditeľ* konateľ* asistentk* obchodn* účtáreň referent* "
        "majiteľ* úrad obecný tou týmto_káblom bolo_to bol_to bola_to v_tom v_tej jednoducho vlastne práve zrovna "
        "kompletne kompletn* definitívne nakoniec po_výmene po_oprave po_reštarte po_aktualizácii po_zásahu "
        "po_vašom_zásahu po_úprave nov* nové nový nová novom novú novým starý stará musím_povedať môžem_povedať "
        "považujem považujeme profesionáln* ochotn* trpezliv* hladko ľahko mojím môjho svoj svoje svojom každému každý "
        "oba obe obidva obidve oboch na_oboch na_všetkých spoločnos* taký taká také takéto tento táto toto_je kvôli "
        "číslo ulica preto predsa dosť o_dosť oveľa podstatne výrazne normálne bežne štandardne riadne kľudne pokojne "
        "pekne rád radi dnu cez pri medzi nad pod vedľa vrátane podľa okolo ono ona on oni ho jeho jej ich mu im nich "
        "ním nimi tebe ti vami sebe menom včerajšom dnešnom rannom včerajšej včerajšia vášho vášmu váš_technik "
        "váš_kolega technikom totiž potom_už skrátka spokojne osobne sám sama sami stav stave aktuálny už_aj ďalšieho "
        "ďalšie ďalších všetkých_dvoch všetkých_troch všetkých_štyroch všetky_tri všetky_štyri všetci_traja "
        "na_všetkých_dvoch na_všetkých_troch na_všetkých_štyroch po_zmene po_tej_zmene"
    ),
    S.AND: "a aj_tak a_tak",
    S.THAT: "že",
    S.TRIED: (
        "skúsil* skúsili skúšali skúšala skúšal* vyskúšal* vyskúšan* vyskúšané vyskúšali prešiel prešla overil* "
        "overen* overili skontroloval* skontrolované skontrolovali otestoval* otestovali otestované otestovan* "
        "testoval* preverené reštartoval* preinštaloval* aktualizoval* prepojil* zapol zapla zaplo vypol vypla "
        "vymenil* nastavil* nainštaloval* nahral* stiahol odpojil_som som_odpojil* vypol_som urobil* spravil_som "
        "postupoval*"
    ),
    S.WAIT: (
        "nechajte nechajme nechať nezatvárajte nezatvárať neuzatvárajte nezavierajte čakáme čakám čakať neviem_si_rady "
        "nevieme_si_rady neviem_sa nevieme_sa neviem_čo_s_tým neviem_čo_ďalej nevieme_čo_s_tým pokračujte zatiaľ "
        "prozatím píše píšu vypisuje"
    ),
    S.CRASH: (
        "padá padajú mrzne seká hnevá blbne blbnú vypadáva vyhadzuje zamŕza zasekáva odpája vypína bliká hučí píska "
        "zlyháva odhlasuje štrajkuje reštartuje spomaľuje prerušuje kolíše padať hnevať blbnúť sekať mrznúť zamŕzať "
        "vypadávať zasekávať odpájať vypínať"
    ),
    S.STOP: "prestal*",
}
