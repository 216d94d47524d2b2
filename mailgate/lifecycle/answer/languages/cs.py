"""Czech: what its words say to "is it solved?"."""

from mailgate.lifecycle.answer.sense import Sense

S = Sense
WORDS = {
    S.YES: (
        "ano jo joo jojo jj jasně jasne_že jistě potvrzuji potvrzuju potvrzujeme potvrzeno určitě samozřejmě "
        "přesně_tak mohu_potvrdit můžu_potvrdit můžeme_potvrdit ano_ano jo_jo jasný jistojistě potvrzeno_ano určo "
        "jasan jasnačka přesně_ano zcela_jistě rozhodně_ano potvrdit_mohu mohu_jen_potvrdit můžu_jen_potvrdit "
        "tímto_potvrzuji potvrzuji_řešení potvrzuji_vyřešení potvrzuji_opravu potvrzuji_funkčnost potvrzuji_odstranění "
        "potvrzuji_uzavření potvrzuji_vyřízení souhlasíme_ano"
    ),
    S.NO: "ne nee nn nene nikoli nikoliv ne_ne",
    S.NOT: (
        "není nejsou nejsem nemám nemáme nemá nemají nemůžu nemůžeme nemůže nemohu nemohou nelze nedá nedaří nejsme "
        "nic ničeho nikdo žádn* nikdy ani nikde vůbec_nic nebyl* neni_to nepodařilo nevidím_nic nikam nemožné nemožno"
    ),
    S.WITHOUT: "bez",
    S.GOOD: (
        "funguje fungují funkční běží jede jedou jde jdou chodí šlape šlapou maká valí frčí sviští klape sedí pořádku "
        "pořádek pořádečku v_pohodě pohoda dobře v_cajku cajk spokojen* dle_očekávání jak_má jak_mají jako_nov* "
        "jako_dřív jako_předtím jak_jsme_chtěl* jak_jsem_chtěl* tak_má_být jako_hodinky jako_po_másle nemám_co_dodat "
        "není_co_dodat nemáme_co_dodat vše_ok klapou fičí šlapou_jak jak_hodinky jak_po_másle jak_z_praku jak_víno "
        "jako_víno jak_nov* jak_dřív jak_předtím jak_by_mělo jak_by_měla jak_by_měl jak_potřebuji jak_potřebuju "
        "jak_potřebujeme správně_funguje zprovozněno_je spokojenost ok_je už_dobrý už_dobré dobrý_je dobré_to_je "
        "v_pohodičce v_pořádečku v_pořádku_je v_richtiku v_normálu v_normě v_poho do_normálu po_problému bez_závad "
        "bez_chyby bez_chyb bez_chybičky bez_problémů_funguje bezchybně bezvadně bezproblémov* dle_představ "
        "podle_představ k_naší_spokojenosti k_mé_spokojenosti vyhovuje nemám_další_dotazy nemám_dalších_dotazů "
        "už_žádné_dotazy nic_dalšího_nepotřebuji nic_dalšího_nepotřebuju víc_nepotřebuji víc_nepotřebuju to_je_ono "
        "přesně_to_jsem_potřeboval* přesně_to_jsem_chtěl* přesně_tak_jsem_to_chtěl* v_provozu přístup_mám mám_přístup "
        "přístup_máme máme_přístup klid funguje_to_všem přístup_je přístup_funguje jak_to_má_být jak_má_být "
        "jak_to_mělo_být jak_mělo_být jak_má_fungovat nastaveno_správně správně_nastaven* vše_správně všechno_správně "
        "na_výbornou na_jedničku ke_spokojenosti ke_vší_spokojenosti k_plné_spokojenosti stabilní fit ok_díky v_běhu "
        "jak_mělo jak_měla jak_měl jak_měly"
    ),
    S.DONE: (
        "vyřešen* vyřízen* opraven* odstraněn* hotov* spraven* napraven* obnoven* zprovozněn* vyřešili opravili "
        "spravili vyřešilo vyřešil pomohl* zabralo zabral podařilo povedlo dořešen* splněn* zmizel* vyčištěn* "
        "naskočil* rozjel* rozběhl* zafungoval* vyřešena vyřešily pomohlo_to dotažen* dokončen* zdařilo vyladěn* "
        "vyladil* doladěn* nahozen* nahodili nahodil* nahozený zprovoznil* zprovoznili odstranil* odstranili ošetřen* "
        "seřízen* obnovili odemčen* odemkli odemkl* odblokovali ožil* chytlo chytl* chytla chytil* srovnal* srovnán* "
        "zabraly zafungovali vyřešil_se spravilo spravil* opravila opravilo opraveny poladěn* stabilizoval* ustálil* "
        "pryč odezněl*"
    ),
    S.ACT: (
        "tiskne tisknou skenuje skenují zvoní volá ukládá otevírá otevře otevřu otvírá přihlásím přihlásil* přihlašuje "
        "přihlašuji přihlásíme připojím připojil* připojuje připojí připojen* odesílá odesílají odchází přichází "
        "chodily načítá načte načetl* zobrazuje zobrazí vidím vidíme vidí dostanu dostal* dostaneme stahuje "
        "synchronizuje bere přijímá přijal* vytiskl* odešel* odesláno dorazil* přišel přišla přišlo přišly otevřel* "
        "tiskl* uložil* uloží startuje naběhl* nabíhá nastartoval* spustil* spustí spouští pouští dostáváme přehrává "
        "kopíruje nabíjí svítí zobrazil* propojen* odblokován* obnovil* pracuje pracují pracujeme otevřou otevíráme "
        "tiskneme tisknu skenuju posílá dovolám dovolal* dovoláme slyším slyšíme slyší zobrazují zobrazily stáhne "
        "otevřeme otevírají otevřely ukládají ukládám ukládáme uložím přihlásí přihlásili přihlásily připojuju "
        "připojuji reaguje reagují spojí spojuje spojil* synchronizují synchronizoval* načítají nabíjí_se nabil* "
        "nabila běhá běhají dochází docházejí přicházejí odcházejí naskakuje naskakují naskočí najíždí najede najel* "
        "najelo rozsvítil* rozsvítí hrají pustilo pustil* pustí vpustil* přečte čte čtou načítám vytiskne vytisklo "
        "vytiskla vytiskly naskenoval* naskenuje dostávám přihlášen* používat tahá natahuje natáhl* zapne zapíná "
        "načetlo načtou načetly odeslalo odeslán* probíhá probíhají proběhl* nabíhají obnovuje promítá tikají přenáší "
        "dobíjí rozsvěcí zapisuje zapisují čteme dorazila dorazily doručuje propisuje propisují propsal* aktualizuje "
        "počítá měří přepíná otevíráme_bez volá_se tečou fungujou"
    ),
    S.DO: (
        "fungovat běžet jet tisknout přihlásit otevřít připojit odeslat poslat skenovat volat uložit pracovat použít "
        "vytisknout načíst spustit otevírat posílat stáhnout zobrazit dovolat dostat přihlašovat přihlásit_se "
        "dostat_se tisknout_z naskenovat vytisknout_z telefonovat dovolat_se zavolat přijmout přijímat odesílat "
        "ukládat otvírat připojovat připojit_se spouštět zapnout zapínat nahrát nahrávat stahovat přečíst editovat "
        "upravit upravovat zapisovat vidět slyšet synchronizovat fakturovat účtovat exportovat importovat kopírovat"
    ),
    S.CAN: "můžu můžeme může mohu mohou lze dá daří umím umíme jde_mi jdou_mi daří_se podaří",
    S.WORKED: (
        "fungoval* běžel* jelo jel jela šlo šel šla chodilo chodil chodila vydržel* jely makalo makal* šlapalo šlapal* "
        "fachalo fachal*"
    ),
    S.BAD: (
        "rozbit* pokažen* mrtv* mlčí spadl* spadne padl* zamrzl* zasekl* vypadl* selhal* odmítá odmítl* hlásí nahovno "
        "k_ničemu poruchov* havaroval* nefunkční odpojil* zablokovan* zamčen* rozbil* pokazil* stojí umřel* chcípl* "
        "nejde_nám hází házelo hodil* spadlá spadlé spadlo padne pád pády havárie zamrznul* zatuhl* zatuhne zasekne "
        "sekl* sekne sekla kousne kousne_se blbl* blbě zlobilo zlobí_nás nefunkčn* vypne vypnul_se vypíná_se "
        "restartuje_se rebootuje odhlásil* odhlásí vyhodil_mě vyhodilo vyhodí vykopává vykopne vykopl* točí_se_kolečko "
        "kolečko zamítá zamítl* zamítnut* odepřen* odmítnut* zakázán* nefunkčnost rozsypal* rozsypan* rozpadl* "
        "zhavaroval* zkolaboval* kolaps tragédie katastrofa hrůza marné bída nanic v_háji v_pytli v_kopru v_čudu "
        "v_loji v_prčicích k_vzteku chcíplé chcíplá umřelo_to mrtvola mrtvo lehl* lehne ztrácí ztratil* ztráta nestíhá "
        "odpojí odpojuje_se vypadne vypadlo vypadne_to hluch* oněměl* mrtvě neodpovídá neodpovídají nemáme_internet "
        "nemám_internet není_internet nemáme_signál není_signál nemám_přístup nemáme_přístup nemám_připojení "
        "nemáme_připojení není_připojení nemáme_síť není_síť nemám_síť nejede_internet kouslo kousnul* kousla "
        "skončí_chybou končí_chybou skončilo_chybou skončí_to_chybou bez_internetu bez_signálu bez_připojení "
        "bez_přístupu bez_pošty bez_sítě bez_telefonu bez_mailů špatné_heslo špatné_jméno neplatné_heslo"
    ),
    S.FAULT: (
        "chyb* závad* problém* potíž* výhrad* námit* poruch* stížnost* výpad* hlášk* chybov* připomínk* error* trabl* "
        "trabel trable bugy defekt* nedostat* přerušení* přeruš* překáž* chybiček chybičk* dotazy dotazů otázky otázek"
    ),
    S.OCCUR: (
        "objevil* objevuje vyskakuje vyskočil* opakuje opakoval* vrací vyskytl* vyskytuje ukázal* ukazuje projevil* "
        "projevuje nastal* děje objeví vyskočí ukáže vyleze vylez* opakovan* opakují objevují"
    ),
    S.STILL: "pořád stále furt dál dále nadále i_nadále neustále do_teď doteď dodnes setrvale ustavičně pořáde",
    S.YET: "ještě",
    S.AGAIN: "zase opět znovu znova opětovně",
    S.BACK: "zpátky zpět vrátil* navrácen*",
    S.SAME: (
        "stejn* ta_sam* to_samé ten_sam* totéž tatáž týž to_samé_co stejné_jako to_stejné to_sam* úplně_stejn* "
        "tatáž_chyba při_starém po_starém po_staru"
    ),
    S.PERSIST: "trvá přetrvává trvají přetrvávají zůstává zůstal* pokračuje",
    S.CHANGE: "změn* změnil* zlepšení pokrok*",
    S.WORSE: "horší hůř hůře zhoršil* nejhorší",
    S.BETTER: "lepší lépe líp zlepšil* zlepšuje",
    S.DENY: (
        "zatím_ne ani_náhodou ani_omylem ani_zdaleka v_žádném_případě kdepak ba_ne otevřete_to_znovu otevřete_znovu "
        "otevřete_prosím_znovu znovu_otevř* znovuotevř* otevřete_to_prosím_znovu otevřete_prosím otevřít_znovu kdeže "
        "reklamuji neuzavírejte_to_nefunguje ani_ťuk ani_trochu ani_v_nejmenším bohužel_ne bohužel_nikoliv "
        "bohužel_nikoli vůbec_ne prosím_znovu_otevřít otevřete_prosím_znova otevřete_ticket otevřete_tiket "
        "znovu_otevřít otevřít_znova kulový houbeles děláte_si_legraci děláte_legraci to_si_děláte_legraci nic_nového "
        "nezlepšil* nic_se_nezlepšilo nehnul* nepohnul* beznadějn* pořád_píše pořád_mi_píše pořád_mi_to_píše "
        "pořád_to_píše stále_píše stále_mi_píše stále_mi_to_píše stále_to_píše zase_píše zase_mi_to_píše furt_píše "
        "furt_mi_to_píše pořád_vypisuje stále_vypisuje zase_to_píše lepší_to_není není_to_lepší"
    ),
    S.AGREE: "souhlas*",
    S.CLOSE: (
        "zavřít zavřete zavřete_to uzavřete uzavřít uzavření uzavřením zavírejte zavřeme uzavřeno ukončit ukončete "
        "zavřený uzavřený uzavírám uzavíráme zavírat_můžete uzavírat_můžete odškrtnout odškrtněte můžete_zavírat "
        "můžete_uzavírat k_uzavření ukončení ukončením uzavírat_lze lze_uzavřít uzavřít_lze uzavřen* uzavírejte "
        "zavřeno uzavřu můžeme_uzavřít můžeme_zavřít zavři"
    ),
    S.PARTLY: (
        "částečně zčásti napůl jakž_takž z_části půl_na_půl většina většinu většinou zpola jenom_částečně ne_vš* "
        "ne_úplně ne_zcela ne_tak_docela ne_na_všech ne_u_všech ne_každ* tak_napůl polovina skoro_vš* téměř_vš* "
        "z_poloviny z_větší_části z_velké_části napůlku jen_částečně jen_zčásti ne_tak_úplně ne_docela polovičně "
        "něco_jo něco_ne"
    ),
    S.LIMIT: (
        "občas někdy pomal* chybí chybějí kromě vyjma až_na výjimk* mimo_to sporadicky místy nestabiln* trhaně "
        "vynechává chvílemi střídavě sem_tam špatně divně zpožděn* prázdn* jednou_za málokdy sem_a_tam tu_a_tam "
        "jednou_za_čas zřídka méně_často míň_často méně míň pomaleji chybějící trhá zadrhává zpoždění_trvá schází "
        "scházejí postrádám postrádáme některé některý některá někteří některým některých druhý druhá druhé"
    ),
    S.ONLY: "jen jenom pouze akorát toliko výhradně",
    S.BUT: "ale však avšak jenže ovšem jenomže nicméně lenže bohužel_však přesto leč nýbrž každopádně",
    S.NUMBER: (
        "jeden jedna jedno jednu dva dvě tři čtyři pět šest sedm osm devět deset dvou třech čtyř pěti jednomu jednoho "
        "jednom dvěma třem"
    ),
    S.OF: "z",
    S.UNSURE: (
        "bude budou budeme bych bychom by asi snad možná nejspíš pravděpodobně uvidíme uvidím uvidí_se zkusím "
        "vyzkouším zkusíme vyzkoušíme ověřím ověříme otestuji otestujeme otestuju prověřím prověříme zkontroluji "
        "zkontroluju zkontrolujeme podívám podíváme mrknu zítra pozítří později příští_týden odpovím odpovíme odpoví "
        "ozvu ozveme dám_vědět dáme_vědět dá_vědět nevím nevíme netuším nemám_tušení nejsem_si nejsme_si vypadá "
        "vypadají zdá tuším myslím myslíme doufám doufáme prý údajně počkejte počkejme počkáme sleduji sledujeme "
        "sledovat pozorujeme dovolen* nemocn* mimo_kancelář nemocen předal* předám přeposlal* přeposílám přepošlu "
        "zeptám zeptáme mezitím vyhodil* bez_komentáře nechme_se_překvapit nech_se_překvapit jo_a_ne ano_i_ne ano_a_ne "
        "jak_kdy jak_kde těžko_říct nemůžu_říct nedokážu nestihl* nezkoušel* nezkusil* neměl* nevyzkoušel* netestoval* "
        "neověřil* nemohu_potvrdit nemůžu_potvrdit ještě_neví* na_první_pohled celkem tak_nějak tak_trochu snad_ano "
        "řekl* říct vyčkáme odkaz odkazu link linku formulář* viz kolega_odpoví během_týdne po_víkendu pár_dní "
        "do_zítřka do_pátku příště zjistím prozkoumám odzkouším hm hmm hmmm předběžně dotaz_na_kolegu teoreticky "
        "prakticky relativně není_problém žádný_problém váš_mail váš_email vaši_zprávu rozumím beru_na_vědomí zkoušíme "
        "zkouším testujeme testuji testuju nechal_bych nechala_bych počkal_bych počkala_bych počkali_bychom zakřiknout "
        "zakřiknu neřeším odcházím končím mělo_by měla_by měl_by měly_by dejte_mi_čas dejme_tomu nemohu_posoudit "
        "neumím_posoudit nedokážu_posoudit nemohu_říct říkal* říkali tvrdí tvrdil* prej údajně_ano zdánlivě "
        "očividně_ne pozoruji pozoruju vracím_se vrátím vrátíme pondělí_zkusím postupně časem průběžně přeposláno "
        "předáno předávám předáváme nepracuji nepracuju nevyzkoušen* nevyzkoušíme nezkusili nezkusila netestovali "
        "nejsem_v nejsme_v nejsem_u až_budu až_přijdu odhaduji odhaduju věřím věříme řekněme přibližně víceméně vcelku "
        "prověřujeme ověřuji ověřujeme ověřuju kolega_říkal zatím_vše i_tak_díky i_tak_děkuj* i_tak_moc stejně_díky "
        "stejně_děkuj* jinak_díky jinak_děkuj* ještě_nebyl* nebyl_čas nebyla_možnost nebylo_kdy nebyl_jsem nebyla_jsem "
        "projel* vyzkoušet zkusit otestovat ověřit prověřit zkontrolovat posoudit rozhodnout nemám_čas nemáme_čas "
        "neměl_čas neměla_čas neměli_čas k_tomu_nedostal* nedostal_jsem_se_k_tomu nedostala_jsem_se_k_tomu "
        "nedostali_jsme_se_k_tomu na_to_nedostal* jsem_nebyl* nebyl_jsem_v nebyla_jsem_v nebyli_jsme jsme_nebyli "
        "není_to_výpadek není_to_závad* není_to_chyb* není_to_poruch* není_to_problém to_není_výpadek to_není_problém "
        "to_není_chyb* to_není_závad* to_není_poruch* příležitost možnost šanci"
    ),
    S.IF: "pokud jestli jestliže když kdyby až dokud případně kdykoli kdykoliv v_případě za_předpokladu ledaže",
    S.ASK: (
        "kdy kdo co proč jak kde kam kolik čím který která které kterého kterou jaký jaká jaké čeho komu zdali "
        "nerozumím kdypak copak jakpak kterým kterému jakou jakého jakým jakém odkud dokdy odkdy"
    ),
    S.WISH: (
        "pošlete pošlete_mi poslat_nám poslali zašlete prosím_o prosím_ještě chtěl_bych chtěla_bych chtěli_bychom "
        "rád_bych ráda_bych rádi_bychom potřebuji potřebuju potřebujeme potřeboval* prosil_bych prosila_bych "
        "prosili_bychom mohli_byste mohl_byste můžete_mi můžete_nám bych_prosil* bychom_prosil* šlo_by dalo_by "
        "nastavte nastavit_i doplňte přidejte poraďte vysvětlete uveďte sdělte dejte_mi zavolejte volejte zavoláte "
        "kontaktujte ještě_prosím ještě_jednu ještě_něco ještě_bych mimochodem zavolal* volej zavolej ozvěte "
        "kontaktujte_mě chtěl* potřebovala potřebovali rád_bych_ještě nešlo_by pomozte pošlete_někoho přijďte přijeďte "
        "podívejte prosím_zavolejte prosím_přidejte prosím_nastavte prosím_pošlete požaduji požadujeme žádám žádáme "
        "nahraďte vyměňte doručte vraťte opravte zajistěte"
    ),
    S.MATTER: "fakturu faktura faktury fakturou dobropis* objednávk* reklamac* smlouv* nabídk*",
    S.THANKS: (
        "ještě_jednou_děkuj* ještě_jednou_dík* ještě_jednou_moc_dík* ještě_jednou_moc_děkuj* díky dík díík díki dikec "
        "dikes děkuj* poděkování zatím_díky zatím_děkuji díky_moc vděčn* poděkujte děkovat poděkovat mockrát_děkuji "
        "díky_vám dík_moc dikuji dekuju diks"
    ),
    S.PRAISE: (
        "jste_skvěl* jste_zlat* jste_úžasn* jste_super jste_nejlepší jste_borci jste_kouzelníci jste_machři "
        "jste_jednička jste_hvězdy jste_frajeři jste_profíci klobouk_dolů smekám chválím pochvala palec_nahoru "
        "skvělá_práce výborná_práce dobrá_práce skvělý_tým jste_šikovn* jste_poklad* velký_respekt jste_bezva "
        "jste_rychl* jste_boží jste_třída jste_jedničky jste_machr* jste_pašáci jste_pašák jsi_zlat* jsi_skvěl* "
        "jsi_nejlepší jsi_jednička jsi_borec jsi_poklad jsi_hvězda super_práce skvělá_podpora super_podpora "
        "skvělý_servis super_servis poklona respekt frajeři borci jste_kabrňáci jste_anděl* paráda_práce dobře_vy "
        "jste_ochotn* jste_milí jste_moc_hodní jste_hodní jste_hodná jste_hodný"
    ),
    S.NICE: (
        "skvěl* výborn* paráda parádně parádní úžasn* bezva perfektní perfektně prima hurá fajn báječn* senza pecka "
        "bomba zlat* vřel* bezvadn* sláva luxus super_duper výtečn* výtečně znamenit* famózn* fantastick* nádher* "
        "krása supr superově výborně báječně úžasně parádička krásně pecka_díky žůžo boží hustý bomba_díky špica "
        "výborná nic_víc nic_více nic_jiného nic_dalšího není_zač"
    ),
    S.FAST: "rychl* svižn* bleskov* pohotov* okamžit* expresn* obratem promptn* pružn*",
    S.EXPECT: "čekal* nečekal* neočekával*",
    S.SADLY: "bohužel žel snahu",
    S.WAS: "byl byla bylo byly",
    S.YOU: "vám vás",
    S.BEFORE: (
        "včera ráno předtím dříve nejdřív původně minul* hodinu chvíli předevčírem kdysi před_tím napřed poprvé "
        "zpočátku minule"
    ),
    S.HELLO: (
        "dobrý_den dobré_ráno dobré_odpoledne dobrý_večer zdravím_vás zdravím ahoj ahojky čau čus nazdar pane paní "
        "vážen* milý milá milí slečno dobrý_večír dobrý_denn dobrej čauky čaukec zdravíčko hezký_den_přeji hezké_ráno "
        "dobré_dopoledne krásné_ráno pěkné_ráno pánové dámy kolego kolegové kolegyně slečna inženýre inženýrko doktore "
        "doktorko magistře pan pána panu vážení"
    ),
    S.BYE: (
        "s_pozdravem s_úctou s_přáním srdečně pozdravem pozdravy mějte_se hezký_den pěkný_den krásný_den hezký_zbytek "
        "hezký_víkend pěkný_víkend krásný_víkend hezké_odpoledne nashledanou na_shledanou zdraví sp hezký_večer "
        "přejeme přeji přeju loučím mějte_hezký mějte_krásný mějte_pěkný mějte_krásně měj_se měj_hezký ať_se_daří "
        "s_přátelským_pozdravem se_srdečným_pozdravem přátelsky zdravím_vás_všechny loučíme hezký_čtvrtek hezké_svátky "
        "krásné_svátky klidné_svátky příjemný_den příjemný_večer příjemný_víkend příjemné_odpoledne klidný_večer "
        "klidný_den klidný_víkend krásné_odpoledne krásný_večer pěkný_večer pěkné_odpoledne krásný_zbytek pěkný_zbytek "
        "příjemný_zbytek úspěšný_den hezké_dopoledne krásné_dopoledne hezký_týden krásný_týden s_díky přeje přejou"
    ),
    S.HELP: (
        "pomoc pomoci reakci reakce vyřízení opravu oprava opravě opravou řešení podporu podpora zásah zásahu info "
        "informac* zprávu zpráva odpověď odpovědi servis spolupráci práci práce radu rada rady reakce_díky výměnu "
        "výměna opravy zprovoznění podpory podpoře asistenc* vysvětlení upozornění nápověd* zákrok zákroku "
        "ochotu_a_pomoc péči péče intervenc* nasazení"
    ),
    S.THING: (
        "tiskárn* tisk sken* pošta pošty mailov* maily emaily telefon* počítač* kalendář* složk* soubor* příloh* "
        "stránk* síť sítě připojení hesl* přístup* účet účty systém* aplikac* program* kancelář* pobočk* recepc* "
        "sklad* kolegyn* kolega kolegov* kolegů uživatel* účetní šéf* pokladn* obrazovk* klávesnic* myš disk* databáz* "
        "linka linky signál* schránk* data záloh* certifikát* účtárn* domu domova domov brn* ostrav* prah* tabulk* "
        "mobil* faktury_chodí dokument* vzdálen* ploch* internetu dveř* kabel* kabel zásuvk* zásuvc* zástrčk* "
        "konektor* nastavení aktualizac* restart* konfigurac* ovladač* licenc* modul* sestav* etiket* čtečk* terminál* "
        "kamer* zvuk* obraz* mikrofon* sluchátk* repráč* reproduktor* kopírk* faxu dokumenty intranet* eshop* e_shop "
        "web webu weby zasedačk* jednačk* sál sálu prodejn* provozovn* dílna dílně dílny výrob* učebn* škol* "
        "sekretariát* vrátnic* ústředn* hovor* zpráv* adresář* seznam* záložk* prohlížeč* tlačítk* menu karta kartu "
        "karty karet čip čipy čipu brána bránu vrata světl* lamp* baterk* baterie baterii papír* zdroj* procesor* "
        "pamět* verz* profil* skupin* oprávnění uživatelk* uživatelů lidem lidi kolegovi kolegou kolegům kolegyni "
        "kolegyním návštěv* zákazník* klient* dispečink* řidič* technik* technič* správc* admin* ajťák* holkám klukům "
        "oddělení pobočce pobočku centrál* hlavní_budov* účetnictví fakturac* tiskem tisku tiskový skenování skeneru "
        "přihlašování odesílání stahování ukládání zobrazení zobrazování faxy"
    ),
    S.FILL: (
        "to toto tohle je už už_už teď nyní teďka tady tu zde vše vše_je všechno všech všem všechny všichni všude celý "
        "celé celá celém celou celému u v na do s se si mi mě mně nám nás za po pro od moc mnohokrát velmi velice "
        "opravdu skutečně vážně fakt zcela úplně naprosto plně i jsem jsme jsou můžete můžeš prosím no tak takto "
        "přesně hezk* pěkn* krásn* den dne dnů víkend* odpoledne dopoledne večer dnes dneska tým týmu tímto vaše vaší "
        "vašemu vyřešení trpělivost ochotu ochota jednání přístupu ticket* tiket* požadavek požadavku případ případu "
        "hlášení napoprvé počítače hned ihned naší naše strany straně strana má můj já my vy ze_strany za_nás za_mě "
        "z_mé_strany z_naší_strany minulý tam sem od_včera od_rána funkčnost funkčností správně spolehlivě plynule "
        "bezproblémově závadu třikrát dvakrát jednou kancelář tomu tím ten ta te ke k i_když konečně tedy takže tudíž "
        "jelikož protože neboť co_se_týče rychlost vstřícnost úsilí čas jste také taky rovněž než_předtím než_dřív "
        "firma firmy firmě celkově odstranění nahlášen* nahlásil* jak_píšete podle mnou námi snažení skvělou "
        "perfektní_práci naprostá aktuálně momentálně žlutá celého jako a_i této skvělé kontrol* restartu restarte "
        "vypnul_a_zapnul zapojil* omlouvám omlouváme omluvte omluva pardon sorry sory promiňte promiň pozdní pozdější "
        "opožděn* prodlevu prodleva za_zpoždění později_odpovídám ozývám ozýváme odpovídám_pozdě odpovídáme_pozdě "
        "odepisuji odepisuju píšu píši píšeme teprve až_teď až_dnes až_nyní aha jéé jejda hele hej jo_a no_jo "
        "tak_jo_tak ach ó včerejška včerejšek od_včerejška od_pondělí od_úterý od_středy od_čtvrtka od_pátku od_soboty "
        "od_neděle od_minulého_týdne od_té_doby od_opravy od_zásahu od_vašeho_zásahu od_výměny dnešní dnešního dnešek "
        "dneškem odpoledka ranní týden týdne týdnu svátky svátků svátkům měsíc měsíce rok roku příjemn* klidn* úspěšn* "
        "pohodov* poklidn* slunečn* zbytek mějte měj přeju_hezký kluci hoši holky hochu pánům všem_vám celému_týmu "
        "vám_všem vašemu_týmu vašim panu_technikovi techniků inženýr* vedoucí vedoucího ředitel* jednatel* asistentk* "
        "obchodní zástupce referent* fakturant* ekonom* majitel* provozní správa vrchní sestra starost* obecní_úřad "
        "úřad městský základní_škola tou tím_kabelem byl_to byla_to bylo_tím v_tom v_té prostě právě zrovna "
        "samozřejmě_že očividně konkrétně dohromady komplet kompletně kompletní celkový bezezbytku definitivně "
        "napodruhé nakonec po_výměně po_opravě po_restartu po_aktualizaci po_zásahu po_úpravě po_vašem_zásahu "
        "po_odpojení po_zapojení nové nový nová novém novou novým novému nového staré starý nezbývá říct_že musím_říct "
        "musím_říci mohu_říct můžu_říct považuji považuju považujeme beru_to bereme považovat kvalitní kvalitně "
        "profesionální profesionálně profesionalit* ochotn* ochotně trpěliv* laskav* laskavost spěch "
        "perfektně_vyřešeno hladce snadno jednoduše lehce naše_strana mojí moje mým mého mému mojí_strany svém svůj "
        "svou svoje vším všeho všemi každému každý každá každého oba obě obou obojí oběma dva_počítače na_obou "
        "na_všech na_třech společn* společnost* jeden_počítač stačilo stačil* pomohl_restart moc_moc přeci přece "
        "taková takový takové takhle tenhle tahle tohoto této_věci touto kvůli díky_tomu číslo č čp ulice praha s_r_o "
        "a_s kdo_pomohl otravuji otravuju obtěžuji zlobím_vás dost o_dost mnohem podstatně výrazně znatelně včerejší "
        "včerejšího již normálně běžně standardně řádně stabilně klidně hezky pěkně rád rádi dovnitř ven nahoru dole "
        "přes při mezi nad pod vedle včetně dle kolem ono ona on oni jej jeho její jejich mu jí jim nich ním nimi tobě "
        "ti vámi sobě sebe své jménem odpoledním odpolední ranním ranního dopoledním večerním včerejším dnešním vašeho "
        "vašemu_technikovi váš_technik váš_kolega váš_pán váš_pracovník technikem váš_zásah také_tak totiž přirozeně "
        "ihned_poté poté pak jakožto zkrátka inu nuže tady_u_nás spokojeně osobně sám sama sami samo kus kusy místa "
        "místě místo pokoji budově patře patro přízemí měli_jsme fofr shon stav stavu aktuální vůbec dalšího další "
        "dalších teda všech_dvou všech_tří všech_třech všech_čtyř* všech_pěti všechny_tři všechny_čtyři všechny_dva "
        "všichni_tři na_všech_dvou na_všech_třech na_všech_čtyřech po_změně po_té_změně po_vaší_změně po_téhle_změně"
    ),
    S.AND: "a i_tak a_tak a_zároveň",
    S.THAT: "že",
    S.TRIED: (
        "zkusil* zkusili zkoušel* zkoušeli zkoušela zkoušel vyzkoušel* vyzkoušen* vyzkoušeli vyzkoušeno otestoval* "
        "otestovali otestováno otestován* testoval* ověřil* ověřen* ověřili ověřeno prověřil* prověřeno zkontroloval* "
        "zkontrolován* zkontrolováno prošel prošla prošli restartoval* restartovali vypnul* zapnul* přepojil* "
        "přeinstaloval* aktualizoval* nainstaloval* nastavil* vyměnil* odpojil_jsem stáhl* nahrál* projeli "
        "jsem_odpojil* odpojili_jsme jsem_vypnul* udělal* provedl* postupoval*"
    ),
    S.WAIT: (
        "nechte nechme nechat nechávám nezavírejte nezavírat neuzavírejte neuzavírat držte čekáme čekám čekat "
        "ještě_nezavírejte předčasné brzo_zavírat brzy_zavírat nevím_si_rady nevíme_si_rady pokračujte nevím_co_s_tím "
        "nevíme_co_s_tím nevím_co_dál nevím_kudy_kam zatím prozatím píše píšou vypisuje"
    ),
    S.CRASH: (
        "padá padají mrzne mrznou seká sekají zlobí blbne blbnou vypadává vypadávají odhlašuje vyhazuje odpojuje "
        "zamrzá zamrzají zasekává zasekávají kolabuje vypíná bliká problikává chybuje havaruje stávkuje hučí píská "
        "pípá selhává zpomaluje restartuje tuhne vyskakují haprují hapruje vynechávají drhne trhan* přerušuje "
        "přerušují rozpojuje kolísá padáme vypadáváme restartují zamrzáme padat zlobit blbnout sekat mrznout zamrzat "
        "vypadávat zasekávat havarovat odpojovat vypínat haprovat"
    ),
    S.STOP: "přestal*",
}
