"""The words of time, a table for each language: what `since.py` reads. Add a language by adding a table.

Each word stands for a kind, one letter, and seldom a value. Words may be written with diacritics; they are compared
folded. Several words that mean one thing are a phrase, joined with "_".

    f since, from   F a weaker "from"     A at, on, in       X until, by, of a document: no beginning
    b before (N hours: "před")            a ago              u already, for (a duration follows)
    D a day (value: days back)            W weekday 0-6      M month 1-12      K weekend
    P part of the day (value: its hour)   h noon, midnight   H half            B day and part: last night, this morning
    n number   o ordinal   O one that after a bare "since" is an hour    L last   T this   S start of   c means
        nothing here
    , another clause begins ("but")
    m minutes  g hours  z half an hour    j days   w weeks   q months
"""

import re
from dataclasses import dataclass

from mailgate.classify.facts.text import fold

Value = tuple[int, ...]
Kinds = dict[str, tuple[str, Value]]


@dataclass(frozen=True, slots=True)
class Language:
    """One language, ready to be looked up."""

    kinds: Kinds  #: a folded word, or words joined with "_"
    phrases: dict[str, tuple[int, ...]]  #: first word of a phrase: how many words its phrases have, longest first
    half_past: bool  #: half is after the hour that is named ("half past eight"), else before it ("půl deváté")
    hour_of_day: bool  #: "since two hours" is a time of day ("od dvou hodin"), no duration ("od dwóch godzin")
    began: frozenset[str]  #: words of a beginning: stopped, fell, first
    past: tuple[str, ...]  #: endings of a verb that tells the past
    worked: frozenset[str]  #: it still worked then
    no: frozenset[str]  #: and turns that round
    told: frozenset[str]  #: not the trouble: the report of it
    future: frozenset[str]  #: something to come, a wish
    paper: frozenset[str]  #: what has a date of its own
    times: frozenset[str]  #: one of these words, or a number beside one of `lead`, stands in each sentence that names
    counts: frozenset[str]  #: a time, unless that has a digit
    lead: frozenset[str]


def _table(text: str) -> tuple[Kinds, dict[str, tuple[int, ...]]]:
    """Lines of "kind[ value]: words"; "|" counts the value up by one. A line that is further in belongs to the last."""
    kinds: Kinds = {}
    for line in filter(None, re.sub(r"\n {8}", " ", text).split("\n    ")):
        head, _, words = line.partition(":")
        kind, *values = head.split()
        for number, group in enumerate(words.split("|")):
            value = tuple(map(int, values))
            for word in group.split():
                kinds[fold(word)] = (kind, (value[0] + number, *value[1:]) if value else ())
    lengths: dict[str, set[int]] = {}
    for phrase in kinds:
        if "_" in phrase:
            lengths.setdefault(phrase.partition("_")[0], set()).add(phrase.count("_") + 1)
    return kinds, {first: tuple(sorted(some, reverse=True)) for first, some in lengths.items()}


def _language(table: str, *, half_past: bool = False, hour_of_day: bool = False, past: str, **words: str) -> Language:
    kinds, phrases = _table(table)
    marks = {name: frozenset(map(fold, text.split())) for name, text in words.items()}
    marks |= {name: _some_words(kinds, of) for name, of in _NAMING.items()}
    return Language(kinds, phrases, half_past, hour_of_day, past=tuple(map(fold, past.split())), **marks)


_NAMING = {"times": "DWMKPhBmgzjwq", "counts": "noO", "lead": "fAH"}


def _some_words(kinds: Kinds, of: str) -> frozenset[str]:
    """Of each word or phrase of these kinds one word: its longest, since that is the least common."""
    chosen = (word for word, (kind, _) in kinds.items() if kind in of)
    return frozenset(max(re.split("[_'-]", word), key=len) for word in chosen)


_CS = _language(
    """
    f: od ode
    A: v ve o na
    X: do za z ze nejpozději po každý každé každou každého příští příštího
    ,: ale jenže ovšem však
    b: před
    a: zpět nazpět zpátky
    u: už již tak
    c: asi zhruba přibližně okolo kolem někdy cca hned kolem_do přesně téhož letošního hod h
    D 0: dnes dneska dneška dnešního_dne dnešek
    D 1: včera včerejška včerejšího_dne včerejšek
    D 2: předevčírem předevčírejška předevčerejška
    W 0: pondělí pondělka pondělek | úterý úterka úterek | středy středu středa | čtvrtka čtvrtek | pátku pátek |
        soboty sobotu sobota | neděle neděli
    M 1: ledna leden lednu | února únor únoru | března březen březnu | dubna duben dubnu | května květen květnu |
        června červen červnu | července červenec červenci | srpna srpen srpnu | září | října říjen říjnu | listopadu
        listopad | prosince prosinec prosinci
    K: víkendu víkend víkendem přes_víkend
    P 6: ráno rána dopoledne
    P 12: odpoledne oběda po_obědě odpoledního
    P 18: večer večera podvečer
    P 22: noci v_noci
    B 1 22: v_noci_na_dnešek přes_noc dnes_v_noci dnešní_noci dneska_v_noci minulou_noc
    B 0 6: dnešního_rána
    B 1 18: včerejšího_večera
    B 1 6: včerejšího_rána
    B 1 12: včerejšího_odpoledne
    h 12: poledne polední polednem
    h 0: půlnoci půlnoc
    H: půl
    L: minulý minulého minulém minulou minulé
    T: tento tohoto tomto tuto tohle této
    S: začátku začátkem počátku počátkem
    n 1: jeden jednu jednoho jednou jedním | dva dvě dvou dvěma | tři tří třemi | čtyři čtyř čtyřmi | pět | šest |
        sedm | osm | devět | deset | jedenáct | dvanáct | třináct třinácti | čtrnáct čtrnácti | patnáct patnácti
    O 5: pěti | šesti | sedmi | osmi | devíti | deseti desíti | jedenácti | dvanácti
    n 20: dvacet dvaceti
    n 30: třicet třiceti
    n 40: čtyřicet čtyřiceti
    n 45: pětačtyřicet třičtvrtě
    n 50: padesát padesáti
    o 1: první prvního | druhé druhý druhého | třetí třetího
    O 4: čtvrté | páté | šesté | sedmé | osmé | deváté | desáté | jedenácté | dvanácté | třinácté | čtrnácté |
        patnácté | šestnácté | sedmnácté | osmnácté | devatenácté | dvacáté | jednadvacáté | dvaadvacáté |
        třiadvacáté
    o 4: čtvrtý čtvrtého | pátý pátého | šestý šestého | sedmý sedmého | osmý osmého | devátý devátého | desátý
        desátého | jedenáctý | dvanáctý | třináctý | čtrnáctý | patnáctý
    m: minut minuty minutu minutou minutami min
    g: hodin hodiny hodinu hodinou hodinami hodině
    z: půlhodinou půlhodiny půlhodinu půlhodina
    j: den dny dní dnů dnem dne
    w: týden týdny týdnů týdnem týdne týdnu
    q: měsíc měsíce měsíců měsícem měsíci
    """,
    hour_of_day=True,
    past="l la lo li ly",
    began=(
        "poprvé začal začala začalo začali přestal přestala přestalo přestaly spadl spadla spadlo padla zhasly "
        "zamrzlo zmizel zmizela odhlásilo výpadek"
    ),
    worked=(
        "fungovalo fungoval fungovala fungovaly jelo jel jela šlo šel šla pořádku běželo běžel běžela chodilo ještě ok"
    ),
    no="nic nikdo nikomu nešlo nejelo",
    told=(
        "domluvili slíbili hlásil hlásila hlásili nahlásil nahlásila nahlásili psal psala psali volal volala "
        "volali ticket tiket "
        "požadavek zaplacena zaplatili zaplaceno uhrazena uhradili"
    ),
    future=(
        "potřebujeme potřebuji potřebuju budu bude budou budeme nastupuje nastoupí nástup chceme chce chtějí termín "
        "dovolené mateřské nemocenské"
    ),
    paper=(
        "faktura faktury fakturu fakturou zakázka zakázku objednávka objednávku objednávky smlouva smlouvu smlouvy "
        "dodací výpis"
    ),
)
_SK = _language(
    """
    f: od odo
    A: v vo o na
    X: do za z zo najneskôr po každý každé každú každého budúci
    ,: ale lenže avšak
    b: pred
    a: dozadu naspäť
    u: už tak
    c: asi zhruba približne okolo niekedy cca hneď
    D 0: dnes dneska dneška dnešného_dňa
    D 1: včera včerajška včerajšieho_dňa
    D 2: predvčerom predvčerajška
    W 0: pondelok pondelka pondelku | utorok utorka utorku | streda stredy stredu | štvrtok štvrtka | piatok piatka
        piatku | sobota soboty sobotu | nedeľa nedele nedeľu
    M 1: január januára januári | február februára februári | marec marca marci | apríl apríla apríli | máj mája
        máji | jún júna júni | júl júla júli | august augusta auguste | september septembra septembri | október
        októbra októbri | november novembra novembri | december decembra decembri
    K: víkend víkendu cez_víkend
    P 6: ráno rána dopoludnia doobeda
    P 12: popoludní popoludnia poobede obeda po_obede
    P 18: večer večera
    P 22: noci noc v_noci
    B 1 22: dnes_v_noci cez_noc minulú_noc v_noci_na_dnes
    h 12: poludnia poludnie
    h 0: polnoci polnoc
    H: pol
    L: minulý minulého minulom minulú minulej
    T: tento tohto tomto túto
    S: začiatku začiatkom
    n 1: jeden jednu jedného jednou jedným | dva dve dvoma dvomi dvoch | tri troma tromi troch | štyri štyrmi
        štyroch | päť piatimi piatich | šesť šiestimi | sedem siedmimi | osem ôsmimi | deväť deviatimi | desať
        desiatimi | jedenásť | dvanásť
    n 15: pätnásť pätnástimi
    n 20: dvadsať
    n 30: tridsať
    n 40: štyridsať
    o 1: prvý prvého prvej | druhý druhej druhého | tretí tretej tretieho
    O 4: štvrtej | piatej | šiestej | siedmej | ôsmej | deviatej | desiatej | jedenástej | dvanástej | trinástej |
        štrnástej | pätnástej | šestnástej
    o 4: štvrtý | piaty | šiesty | siedmy | ôsmy | deviaty | desiaty
    m: minút minúty minútu minútou minútami min
    g: hodín hodiny hodinu hodinou hodinami
    z: polhodinou polhodiny polhodinu
    j: deň dni dní dňami dňom dňa
    w: týždeň týždne týždňov týždňom týždňami týždňa týždni
    q: mesiac mesiace mesiacov mesiacom mesiacmi mesiaca
    """,
    hour_of_day=True,
    past="l la lo li",
    began="prvýkrát začal začala začalo začali prestal prestala prestalo spadol spadla spadlo zmizol výpadok",
    worked="fungovalo fungoval fungovala išlo išiel poriadku bežalo ešte ok",
    no="nič nikto nikomu",
    told="hlásil hlásila hlásili nahlásil nahlásila písal písala písali volal volala",
    future="potrebujeme potrebujem budem bude budú nastupuje nástup termín dovolenke",
    paper="faktúra faktúry faktúru objednávka objednávku zmluva zmluvu zákazka",
)
_PL = _language(
    """
    f: od ode
    A: w we o na
    X: do za z ze najpóźniej każdy każde każdą każdego co przyszły przyszłym przyszłego
    ,: ale lecz a jednak
    a: temu
    u: już
    c: prawie jakieś jakiś około gdzieś mniej_więcej koło godz godz.
    D 0: dziś dzisiaj dzisiejszego_dnia
    D 1: wczoraj wczorajszego_dnia
    D 2: przedwczoraj
    W 0: poniedziałek poniedziałku | wtorek wtorku | środa środy środę | czwartek czwartku | piątek piątku | sobota
        soboty sobotę | niedziela niedzieli niedzielę
    M 1: stycznia styczeń styczniu | lutego luty lutym | marca marzec marcu | kwietnia kwiecień kwietniu | maja maj
        maju | czerwca czerwiec czerwcu | lipca lipiec lipcu | sierpnia sierpień sierpniu | września wrzesień
        wrześniu | października październik październiku | listopada listopad listopadzie | grudnia grudzień grudniu
    K: weekend weekendu weekendzie weekendem
    P 6: rano rana ranem poranka przed_południem
    P 12: po_południu popołudnia popołudniu po_obiedzie po_lunchu
    P 18: wieczór wieczora wieczorem
    P 22: nocy w_nocy
    B 1 22: dzisiejszej_nocy dziś_w_nocy dzisiaj_w_nocy tej_nocy ostatniej_nocy przez_noc zeszłej_nocy minionej_nocy
    B 1 6: wczorajszego_rana wczorajszego_ranka
    B 1 18: wczorajszego_wieczora
    B 1 12: wczorajszego_popołudnia
    B 0 6: dzisiejszego_rana
    h 12: południa południe południem
    h 0: północy północ
    H: wpół_do pół wpół
    L: zeszły zeszłego zeszłym zeszłą zeszłej ubiegły ubiegłego ubiegłym ubiegłej ostatni ostatniego poprzedniego
        poprzednim minionym
    T: tego tym ten bieżącego bieżącym
    S: początku początkiem
    n 1: jeden jedną jednego jednej | dwa dwie dwóch | trzy trzech | cztery czterech | pięć pięciu | sześć sześciu |
        siedem siedmiu | osiem ośmiu | dziewięć dziewięciu | dziesięć dziesięciu | jedenaście | dwanaście |
        trzynaście | czternaście | piętnaście piętnastu
    n 20: dwadzieścia dwudziestu
    n 30: trzydzieści trzydziestu
    n 40: czterdzieści czterdziestu
    n 50: pięćdziesiąt
    o 1: pierwszy pierwszej pierwszego | drugi drugiej drugiego | trzeci trzeciej trzeciego
    O 4: czwartej | piątej | szóstej | siódmej | ósmej | dziewiątej | dziesiątej | jedenastej | dwunastej |
        trzynastej | czternastej | piętnastej | szesnastej | siedemnastej | osiemnastej | dziewiętnastej |
        dwudziestej
    o 4: czwarty czwartego | piąty piątego | szósty szóstego | siódmy siódmego | ósmy ósmego | dziewiąty dziewiątego
        | dziesiąty dziesiątego | jedenasty | dwunasty
    m: minut minuty minutę min
    g: godzin godziny godzinę godzina godzinie
    z: półgodziny
    j: dzień dni dnia
    w: tydzień tygodnie tygodni tygodnia tygodniu tygodniem
    q: miesiąc miesiące miesięcy miesiąca miesiącu
    """,
    past="l la lo li ly lem lam lismy",
    began=(
        "zaczął zaczęła zaczęło zaczęły przestał przestała przestało przestały padł padła padło zgasły zamarzło "
        "zniknął zniknęła wywaliła wywaliło straciliśmy awaria"
    ),
    worked="działało działał działała działały chodziło porządku śmigało ok jeszcze",
    no="nie nic nikt nikomu",
    told=(
        "obiecali umówili zgłoszenie zgłaszałem zgłaszałam zgłosiłem zgłosiłam zgłosiliśmy zgłaszaliśmy pisałem "
        "pisałam pisaliśmy "
        "dzwoniłem dzwoniłam dzwoniliśmy przelew zapłaciliśmy zapłacona"
    ),
    future=(
        "potrzebujemy potrzebuję będę będzie będą będziemy zaczyna zaczynam urlopie urlop termin chcemy chce chcą "
        "kierować"
    ),
    paper="faktura faktury fakturę fakturą zamówienie zamówienia umowa umowy umowę protokół zlecenie",
)
_RU = _language(
    """
    f: с со
    A: в во о на к
    X: до за от не_позднее после через по каждый каждое каждую каждого следующий следующую следующего
    ,: но а однако
    a: назад
    u: уже вот
    c: почти примерно около где-то г г. ч
    D 0: сегодня сегодняшнего_дня
    D 1: вчера вчерашнего_дня вчерашнего
    D 2: позавчера позавчерашнего_дня
    W 0: понедельник понедельника | вторник вторника | среда среды среду | четверг четверга | пятница пятницы
        пятницу | суббота субботы субботу | воскресенье воскресенья
    M 1: января январь январе | февраля февраль феврале | марта март марте | апреля апрель апреле | мая май мае |
        июня июнь июне | июля июль июле | августа август августе | сентября сентябрь сентябре | октября октябрь
        октябре | ноября ноябрь ноябре | декабря декабрь декабре
    K: выходные выходных уикенд
    P 6: утра утром утро часов_утра часа_утра
    P 12: днем после_обеда обеда пополудни часов_дня часа_дня час_дня
    t 14 0 0 0: двух_дня | трех_дня | четырех_дня | пяти_дня
    P 18: вечера вечером вечер часов_вечера
    P 22: ночи ночью ночь часа_ночи часов_ночи
    B 1 22: за_ночь этой_ночью сегодня_ночью прошлой_ночью минувшей_ночью
    B 0 6: сегодняшнего_утра
    B 1 6: вчерашнего_утра
    B 1 18: вчерашнего_вечера
    B 1 12: после_вчерашнего_обеда
    h 12: полудня полдень полудне
    h 0: полуночи полночь
    H: половины половине пол
    L: прошлой прошлый прошлого прошлом прошлую прошедшей прошедшие прошлые минувшей
    T: этой этого этом эту этот
    S: начала начале
    n 1: один одну одного одной | два две двух | три трех | четыре четырех | пять | шесть | семь | восемь | девять |
        десять | одиннадцать | двенадцать | тринадцать | четырнадцать | пятнадцать пятнадцати
    O 5: пяти | шести | семи | восьми | девяти | десяти | одиннадцати | двенадцати
    n 1: час часу
    n 20: двадцать двадцати
    n 30: тридцать тридцати
    n 40: сорок сорока
    n 50: пятьдесят пятидесяти
    o 1: первый первого первое | второй второго второе | третий третьего третье третью | четвертый четвертого |
        пятый пятого | шестой шестого | седьмой седьмого | восьмой восьмого | девятый девятого | десятый десятого |
        одиннадцатого | двенадцатого | тринадцатого | четырнадцатого | пятнадцатого
    m: минут минуты минуту мин
    g: часов часа час ч
    z: полчаса получаса
    j: день дня дней дни сутки суток
    w: неделя недели неделю недель неделе
    q: месяц месяца месяцев месяце
    """,
    hour_of_day=True,
    past="л ла ло ли лся лась лось лись",
    began=(
        "впервые началось начался началась начались начал начала начали стал стала стали перестал перестала перестало "
        "перестали упал упала упало пропал пропала пропало погасли зависло вылетели отвалился сбой"
    ),
    worked="работало работал работала работали ходили порядке нормально еще",
    no="не ничего никто никому нет",
    told=(
        "обещали договорились подали подал подала сообщили сообщал сообщала писал писала писали звонил звонила "
        "звонили обращались платеж "
        "оплатили оплачен"
    ),
    future="нужен нужна нужно нужны выходит выйдет будет буду будем будут начинает отпуске отпуск срок хочет хотят",
    paper="акт акта счет счета счёт накладная договор договора отчет_за заказ заказа",
)
_UK = _language(
    """
    f: з із зі від
    A: у в о на об
    X: до за не_пізніше після через по кожен кожного кожну наступний наступного
    ,: але а проте
    a: тому
    u: вже уже
    c: майже приблизно десь близько близько_о
    D 0: сьогодні сьогоднішнього_дня
    D 1: вчора учора вчорашнього_дня учорашнього_дня
    D 2: позавчора
    W 0: понеділок понеділка | вівторок вівторка | середа середи середу | четвер четверга | п'ятниця п'ятниці
        п'ятницю | субота суботи суботу | неділя неділі неділю
    M 1: січня січень січні | лютого лютий | березня березень березні | квітня квітень квітні | травня травень
        травні | червня червень червні | липня липень липні | серпня серпень серпні | вересня вересень вересні |
        жовтня жовтень жовтні | листопада листопад листопаді | грудня грудень грудні
    K: вихідні вихідних
    P 6: ранку вранці зранку ранок
    P 12: удень вдень після_обіду обіду пополудні
    P 18: вечора ввечері увечері вечір
    P 22: ночі вночі ніч
    B 1 22: цієї_ночі сьогодні_вночі минулої_ночі за_ніч
    h 12: полудня полудень опівдні
    h 0: півночі опівночі
    H: пів
    L: минулий минулого минулому минулу минулої
    T: цього цьому цей цієї
    S: початку
    n 1: один одну одного одної | два дві двох | три трьох | чотири чотирьох | п'ять п'яти | шість шести | сім семи
        | вісім восьми | дев'ять дев'яти | десять десяти
    n 15: п'ятнадцять
    n 20: двадцять
    n 30: тридцять
    n 40: сорок
    o 1: перший першого першої | другий другого другої | третій третього третьої | четвертий четвертої | п'ятий
        п'ятої | шостий шостої | сьомий сьомої | восьмий восьмої | дев'ятий дев'ятої | десятий десятої | одинадцятої
        | дванадцятої | тринадцятої | чотирнадцятої | п'ятнадцятої
    m: хвилин хвилини хвилину хв
    g: годин години годину
    z: півгодини
    j: день дні днів дня доба добу
    w: тиждень тижні тижнів тижня тижні
    q: місяць місяці місяців місяця
    """,
    hour_of_day=True,
    past="в ла ло ли вся лася лося лися",
    began=(
        "вперше почалося почався почалася почав почала почали перестав перестала перестало перестали впав впала впало "
        "зник зникла збій"
    ),
    worked="працювало працював працювала працювали ходили гаразд нормально ще",
    no="не нічого ніхто нікому немає",
    told="подали повідомив повідомила повідомили писав писала писали дзвонив дзвонила дзвонили обіцяли домовилися",
    future="потрібен потрібна потрібно потрібні виходить буде буду будемо відпустці термін",
    paper="акт акта рахунок рахунку договір замовлення",
)
_EN = _language(
    """
    f: since
    F: from
    A: at on in
    X: by until till before to within next after every each
    ,: but yet though although
    a: ago
    u: for already
    c: of the about around approximately roughly of some o'clock almost nearly over or so just exactly past
    D 0: today
    D 1: yesterday
    D 2: day_before_yesterday the_day_before_yesterday
    W 0: monday mon | tuesday tue tues | wednesday wed | thursday thu thurs | friday fri | saturday | sunday
    M 1: january jan | february feb | march | april apr | may | june jun | july jul | august aug | september sept
        sep | october oct | november nov | december dec
    K: weekend
    P 6: morning forenoon
    P 12: afternoon after_lunch lunchtime
    P 18: evening
    P 22: night
    B 0 6: this_morning
    B 0 12: this_afternoon
    B 0 18: this_evening
    B 1 22: last_night overnight over_night during_the_night
    h 12: noon midday
    h 0: midnight
    H: half_past half half_an half_a
    L: last previous
    T: this
    S: start_of beginning_of start_of_the beginning_of_the
    n 1: one a an
    O 2: two | three | four | five | six | seven | eight | nine | ten | eleven | twelve | thirteen | fourteen | fifteen
    n 20: twenty
    n 30: thirty
    n 40: forty
    n 45: forty-five
    n 50: fifty
    o 1: first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth
    m: minutes minute mins min
    g: hours hour hrs hr
    j: days day
    w: weeks week
    q: months month
    """,
    half_past=True,
    past="ed",
    began=(
        "started began stopped first went died broke froze dropped vanished disappeared lost fell crashed could "
        "couldn't down failed"
    ),
    worked="fine worked working ok okay",
    no=(
        "not nothing nobody no none hasn't haven't didn't doesn't isn't never n't stopped can't won't couldn't wasn't "
        "weren't"
    ),
    told=(
        "reported report told wrote called rang logged raised emailed mentioned met agreed promised spoke paid payment"
    ),
    future="will need needs wants leave starts starting joins joining deadline",
    paper="invoice invoices order contract quote statement receipt",
)
_DE = _language(
    """
    f: seit
    F: ab von
    A: um am in im an
    X: bis spätestens zum für nach nächsten nächste jeden jede jeder
    ,: aber doch jedoch
    b: vor
    u: schon bereits
    c: rund fast gegen ca circa etwa ungefähr dem der den uhr
    D 0: heute
    D 1: gestern
    D 2: vorgestern
    W 0: montag | dienstag | mittwoch | donnerstag | freitag | samstag sonnabend | sonntag
    M 1: januar | februar | märz | april | mai | juni | juli | august | september | oktober | november | dezember
    K: wochenende
    P 6: morgen früh vormittag morgens
    P 12: nachmittag nachmittags mittagspause
    P 18: abend abends
    P 22: nacht nachts
    B 1 22: letzte_nacht heute_nacht über_nacht letzter_nacht
    h 12: mittag
    h 0: mitternacht
    H: halb halben
    L: letzten letzte letzter letztem vergangenen voriger vorigen
    T: diesem dieser diese diesen
    S: anfang beginn
    n 1: ein eine einer einem einen eins | zwei | drei | vier | fünf | sechs | sieben | acht | neun | zehn | elf | zwölf
    n 15: fünfzehn
    n 20: zwanzig
    n 30: dreißig
    n 40: vierzig
    o 1: ersten erste erster | zweiten zweite zweiter | dritten dritte dritter | vierten vierte vierter | fünften
        fünfte | sechsten sechste | siebten siebte | achten achte | neunten neunte | zehnten zehnte
    m: minuten minute min
    g: stunden stunde std
    j: tage tagen tag
    w: wochen woche
    q: monate monaten monat
    """,
    past="te ten",
    began="erstmals begann fiel ausgefallen abgestürzt stürzte ging ausfall verschwand verschwunden",
    worked="lief funktionierte ging_noch",
    no="nicht nichts niemand kein keine",
    told="gemeldet meldete schrieb angerufen geschrieben",
    future="brauchen brauche werde wird werden urlaub beginnt fängt frist",
    paper="rechnung rechnungen bestellung vertrag",
)
LANGUAGES = {"cs": _CS, "sk": _SK, "pl": _PL, "ru": _RU, "uk": _UK, "en": _EN, "de": _DE}
