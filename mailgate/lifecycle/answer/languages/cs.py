"""Czech: what its words say to "is it solved?"."""

from mailgate.lifecycle.answer.sense import Sense

S = Sense
WORDS = {
    S.YES: (
        "ano jo joo jojo jj jasně jasne_že jistě potvrzuji potvrzuju potvrzujeme potvrzeno určitě samozřejmě "
        "přesně_tak mohu_potvrdit můžu_potvrdit můžeme_potvrdit"
    ),
    S.NO: "ne nee nn nene nikoli nikoliv",
    S.NOT: (
        "není nejsou nejsem nemám nemáme nemá nemají nemůžu nemůžeme nemůže nemohu nemohou nelze nedá nedaří nejsme "
        "nic ničeho nikdo žádn* nikdy ani nikde vůbec_nic nebyl* neni_to nepodařilo"
    ),
    S.WITHOUT: "bez",
    S.GOOD: (
        "funguje fungují funkční běží jede jedou jde jdou chodí šlape šlapou maká valí frčí sviští klape sedí "
        "pořádku pořádek pořádečku v_pohodě pohoda dobře v_cajku cajk spokojen* dle_očekávání jak_má jak_mají "
        "jako_nov* jako_dřív jako_předtím jak_jsme_chtěl* jak_jsem_chtěl* tak_má_být jako_hodinky jako_po_másle "
        "nemám_co_dodat není_co_dodat nemáme_co_dodat vše_ok"
    ),
    S.DONE: (
        "vyřešen* vyřízen* opraven* odstraněn* hotov* spraven* napraven* obnoven* zprovozněn* vyřešili opravili "
        "spravili vyřešilo vyřešil pomohl* zabralo zabral podařilo povedlo dořešen* splněn* zmizel* vyčištěn* "
        "naskočil* rozjel* rozběhl* zafungoval*"
    ),
    S.ACT: (
        "tiskne tisknou skenuje skenují zvoní volá píše ukládá otevírá otevře otevřu otvírá přihlásím přihlásil* "
        "přihlašuje přihlašuji přihlásíme připojím připojil* připojuje připojí připojen* odesílá odesílají odchází "
        "přichází chodily načítá načte načetl* zobrazuje zobrazí vidím vidíme vidí dostanu dostal* dostaneme "
        "stahuje synchronizuje bere přijímá přijal* vytiskl* odešel* odeslal* odesláno dorazil* přišel přišla "
        "přišlo přišly otevřel* tiskl* uložil* uloží startuje naběhl* nabíhá nastartoval* spustil* spustí spouští "
        "pouští dostáváme přehrává kopíruje nabíjí svítí zobrazil* propojen* odblokován* obnovil* pracuje pracují "
        "pracujeme otevřou otevíráme"
    ),
    S.DO: (
        "fungovat běžet jet tisknout přihlásit otevřít připojit odeslat poslat skenovat volat uložit pracovat "
        "použít vytisknout načíst spustit otevírat posílat stáhnout zobrazit dovolat dostat přihlašovat"
    ),
    S.CAN: "můžu můžeme může mohu mohou lze dá daří",
    S.WORKED: "fungoval* běžel* jelo jel jela šlo šel šla chodilo chodil chodila vydržel* jely",
    S.BAD: (
        "rozbit* pokažen* mrtv* mlčí spadl* spadne padá padají padl* zamrzl* zamrzá zasekl* seká zlobí chybuje "
        "vypadl* vypadává selhal* selhává odmítá odmítl* hlásí vyhazuje hučí píská pípá nahovno k_ničemu poruchov* "
        "havaroval* nefunkční odpojuje odpojil* zablokovan* zamčen* rozbil* pokazil* kolabuje stojí umřel* chcípl* "
        "přestal* vypíná"
    ),
    S.FAULT: "chyb* závad* problém* potíž* výhrad* námit* poruch* stížnost* výpad* hlášk* chybov* připomínk*",
    S.OCCUR: (
        "objevil* objevuje vyskakuje vyskočil* opakuje opakoval* vrací vyskytl* vyskytuje ukázal* ukazuje projevil* "
        "projevuje nastal* děje"
    ),
    S.STILL: "pořád stále furt dál dále nadále i_nadále neustále do_teď doteď dodnes",
    S.YET: "ještě",
    S.AGAIN: "zase opět znovu znova opětovně",
    S.BACK: "zpátky zpět vrátil* navrácen*",
    S.SAME: "stejn* ta_sam* to_samé ten_sam* totéž tatáž týž to_samé_co stejné_jako",
    S.PERSIST: "trvá přetrvává trvají přetrvávají zůstává zůstal* pokračuje",
    S.CHANGE: "změn* změnil* zlepšení pokrok*",
    S.WORSE: "horší hůř hůře zhoršil* nejhorší",
    S.BETTER: "lepší lépe líp zlepšil* zlepšuje",
    S.DENY: (
        "zatím_ne ani_náhodou ani_omylem ani_zdaleka v_žádném_případě kdepak ba_ne otevřete_to_znovu otevřete_znovu "
        "otevřete_prosím_znovu znovu_otevř* znovuotevř* otevřete_to_prosím_znovu otevřete_prosím otevřít_znovu "
        "kdeže reklamuji neuzavírejte_to_nefunguje"
    ),
    S.AGREE: "souhlas*",
    S.CLOSE: (
        "zavřít zavřete zavřete_to uzavřete uzavřít uzavření uzavřením zavírejte zavřeme uzavřeno ukončit ukončete "
        "zavřený uzavřený"
    ),
    S.PARTLY: (
        "částečně zčásti napůl jakž_takž z_části půl_na_půl většina většinu většinou zpola jenom_částečně ne_vš* "
        "ne_úplně ne_zcela ne_tak_docela ne_na_všech ne_u_všech ne_každ* tak_napůl polovina skoro_vš* téměř_vš*"
    ),
    S.LIMIT: (
        "občas někdy pomal* chybí chybějí kromě vyjma až_na výjimk* mimo_to sporadicky místy nestabiln* trhaně "
        "vynechává chvílemi střídavě sem_tam špatně divně zpožděn* prázdn* jednou_za"
    ),
    S.ONLY: "jen jenom pouze akorát",
    S.BUT: "ale však avšak jenže ovšem jenomže nicméně lenže bohužel_však přesto",
    S.NUMBER: "jeden jedna jedno jednu dva dvě tři čtyři pět šest sedm osm devět deset dvou třech čtyř pěti",
    S.OF: "z",
    S.UNSURE: (
        "bude budou budeme bych bychom by asi snad zatím možná nejspíš pravděpodobně uvidíme uvidím uvidí_se zkusím "
        "vyzkouším zkusíme vyzkoušíme ověřím ověříme otestuji otestujeme otestuju prověřím prověříme zkontroluji "
        "zkontroluju zkontrolujeme podívám podíváme mrknu zítra pozítří později příští_týden odpovím odpovíme "
        "odpoví ozvu ozveme dám_vědět dáme_vědět dá_vědět nevím nevíme netuším nemám_tušení nejsem_si nejsme_si "
        "vypadá vypadají zdá tuším myslím myslíme doufám doufáme prý údajně nechte nechme nechat počkejte počkejme "
        "počkáme sleduji sledujeme sledovat pozorujeme nezavírejte nezavírat neuzavírejte neuzavírat dovolen* "
        "nemocn* mimo_kancelář nemocen předal* předám přeposlal* přeposílám přepošlu zeptám zeptáme mezitím "
        "vyhodil* bez_komentáře nechme_se_překvapit nech_se_překvapit jo_a_ne ano_i_ne ano_a_ne jak_kdy jak_kde "
        "těžko_říct nemůžu_říct nedokážu nestihl* nezkoušel* nezkusil* neměl* nevyzkoušel* netestoval* neověřil* "
        "nemohu_potvrdit nemůžu_potvrdit ještě_neví* na_první_pohled celkem tak_nějak tak_trochu snad_ano řekl* "
        "říct vyčkáme odkaz odkazu link linku formulář* viz kolega_odpoví během_týdne po_víkendu pár_dní držte "
        "nechávám prozatím do_zítřka do_pátku příště zjistím prozkoumám odzkouším hm hmm hmmm předběžně "
        "dotaz_na_kolegu teoreticky prakticky relativně není_problém žádný_problém váš_mail váš_email vaši_zprávu "
        "rozumím beru_na_vědomí"
    ),
    S.IF: "pokud jestli jestliže když kdyby až dokud případně",
    S.ASK: (
        "kdy kdo co proč jak kde kam kolik čím který která které kterého kterou jaký jaká jaké čeho komu zdali "
        "nerozumím"
    ),
    S.WISH: (
        "pošlete pošlete_mi poslat_nám poslali zašlete prosím_o prosím_ještě chtěl_bych chtěla_bych chtěli_bychom "
        "rád_bych ráda_bych rádi_bychom potřebuji potřebuju potřebujeme potřeboval* prosil_bych prosila_bych "
        "prosili_bychom mohli_byste mohl_byste můžete_mi můžete_nám bych_prosil* bychom_prosil* šlo_by dalo_by "
        "nastavte nastavit_i doplňte přidejte poraďte vysvětlete uveďte sdělte dejte_mi zavolejte volejte zavoláte "
        "kontaktujte ještě_prosím ještě_jednu ještě_něco ještě_bych mimochodem"
    ),
    S.MATTER: "fakturu faktura faktury fakturou",
    S.THANKS: (
        "ještě_jednou_děkuj* ještě_jednou_dík* ještě_jednou_moc_dík* ještě_jednou_moc_děkuj* díky dík díík díki "
        "dikec dikes děkuj* poděkování zatím_díky zatím_děkuji díky_moc vděčn* poděkujte"
    ),
    S.PRAISE: (
        "jste_skvěl* jste_zlat* jste_úžasn* jste_super jste_nejlepší jste_borci jste_kouzelníci jste_machři "
        "jste_jednička jste_hvězdy jste_frajeři jste_profíci klobouk_dolů smekám chválím pochvala palec_nahoru "
        "skvělá_práce výborná_práce dobrá_práce skvělý_tým jste_šikovn* jste_poklad* velký_respekt jste_bezva "
        "jste_rychl*"
    ),
    S.NICE: (
        "skvěl* výborn* paráda parádně parádní úžasn* bezva perfektní perfektně prima hurá fajn báječn* senza pecka "
        "bomba zlat* vřel* bezvadn* sláva luxus"
    ),
    S.FAST: "rychl* svižn* bleskov* pohotov* okamžit*",
    S.EXPECT: "čekal* nečekal* neočekával*",
    S.SADLY: "bohužel žel",
    S.WAS: "byl byla bylo byly",
    S.YOU: "vám vás",
    S.BEFORE: "včera ráno předtím dříve nejdřív původně minul* hodinu chvíli",
    S.HELLO: (
        "dobrý_den dobré_ráno dobré_odpoledne dobrý_večer zdravím_vás zdravím ahoj ahojky čau čus nazdar pane paní "
        "vážen* milý milá milí slečno"
    ),
    S.BYE: (
        "s_pozdravem s_úctou s_přáním srdečně pozdravem pozdravy mějte_se hezký_den pěkný_den krásný_den "
        "hezký_zbytek hezký_víkend pěkný_víkend krásný_víkend hezké_odpoledne nashledanou na_shledanou zdraví sp "
        "hezký_večer přejeme přeji přeju loučím"
    ),
    S.HELP: (
        "pomoc pomoci reakci reakce vyřízení opravu oprava opravě opravou řešení podporu podpora zásah zásahu info "
        "informac* zprávu zpráva odpověď odpovědi servis spolupráci práci práce"
    ),
    S.THING: (
        "tiskárn* tisk sken* pošta pošty mailov* maily emaily telefon* počítač* kalendář* složk* soubor* příloh* "
        "stránk* síť sítě připojení hesl* přístup* účet účty systém* aplikac* program* kancelář* pobočk* recepc* "
        "sklad* kolegyn* kolega kolegov* kolegů uživatel* účetní šéf* pokladn* obrazovk* klávesnic* myš disk* "
        "databáz* linka linky signál* schránk* data záloh* certifikát* účtárn* domu domova domov brn* ostrav* prah* "
        "tabulk* mobil* faktury_chodí dokument* vzdálen* ploch* internetu dveř*"
    ),
    S.FILL: (
        "to toto tohle je už už_už teď nyní teďka tady tu zde vše vše_je všechno všech všem všechny všichni všude "
        "celý celé celá celém celou celému u v na do s se si mi mě mně nám nás za po pro od moc mnohokrát velmi "
        "velice opravdu skutečně vážně fakt zcela úplně naprosto plně i jsem jsme jsou můžete můžeš prosím no tak "
        "takto přesně hezk* pěkn* krásn* den dne dnů víkend* odpoledne dopoledne večer dnes dneska tým týmu tímto "
        "vaše vaší vašemu vyřešení trpělivost ochotu ochota jednání přístupu ticket* tiket* požadavek požadavku "
        "případ případu hlášení napoprvé počítače hned ihned zkontroloval* zkoušel* vyzkoušen* vyzkoušel* "
        "otestován* ověřen* ověřil* zkontrolován* testoval* prověřil* naší naše strany straně strana má můj já my "
        "vy ze_strany za_nás za_mě z_mé_strany z_naší_strany minulý tam sem od_včera od_rána funkčnost funkčností "
        "správně spolehlivě plynule bezproblémově závadu třikrát dvakrát jednou kancelář tomu tím ten ta te ke k "
        "i_když konečně tedy takže tudíž jelikož protože neboť co_se_týče rychlost vstřícnost úsilí snahu čas jste "
        "také taky rovněž než_předtím než_dřív firma firmy firmě celkově odstranění nahlášen* nahlásil* jak_píšete "
        "podle mnou námi snažení skvělou perfektní_práci naprostá aktuálně momentálně žlutá celého jako a_i této "
        "skvělé"
    ),
    S.AND: "a i_tak a_tak a_zároveň",
    S.THAT: "že",
}
