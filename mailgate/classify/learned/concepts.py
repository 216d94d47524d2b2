"""Words of one meaning in Czech, Polish, Russian and English, so that what is learnt in one language helps in all.

A line (it goes on where the next one is indented) is a meaning and its words; `*` stands for any ending; marks on
letters do not matter. A word may stand for several meanings in a row ("nejde" is `not work`): the meanings of
neighbours are learnt as pairs, too. General words of the trade, not of any customer. Whoever changes this table
raises `words.VERSION`.
"""

TABLE = """
not: ne není nelze nie nima bez не нет без нельзя not no cannot can without never nikdy nigdy никогда
not work: nejde nejdou nejede nejedou nefunguj* nefungov* nefunkčn* nepracuj* nechod* nezapn* neběží nenaběh* nespust*
  nejel* nešl* niedział*
work: jde jdou jede funguj* fungov* funkč* chod* běž* działa* działo* działe* работает работают работал* работать
  заработ* work* works function* running
fail: selh* chyb* chybí error* błąd błęd* ошибк* ошибок fail* broke* broken rozbi* pokaž* porouch* vad* zepsu* zepsut*
  uszkodz* awari* сломал* слома* поломк* неисправ* porucha poruch* fault* issue* problem* problém* kłopot* проблем*
  сбой сбо*
down: spadl* spad* padl* výpad* leží stojí stoji padł* leży stoi przest* awaria упал* лежит стоит встал* отвал* рухну*
  down outage* offline crash* dead dies died
nobody: nikdo nikomu nikoho nikdy nikt никто никому ни никого nobody none neither
everybody: všichni všem všech všechny všude celá celý celé celou celém firma firmě pobočk* kancelář* wszyscy wszystki*
  wszyst* cały cała całe całej całym oddział* biur* biuro все всех всем весь вся всю всей офис* филиал* everyone
  everybody all whole entire office* branch* site company staff team
colleagues: koleg* kolegyn* ostatní koledz* koleż* reszta pozosta* коллег* остальн* всех colleague* others else
  coworker*
only me: jen jenom pouze mně tylko mnie только меня мне only just me my mine můj moje mi mój moja мой моя мою
customers: zákazn* zákazníc* klien* klient* клиент* покупат* customer* client* visitor* buyers
slow: pomal* zpomal* dlouho seká sekaj* trhá vlekl* líně wolno powol* wlecz* zwalnia muli медлен* тормоз* тупит долго
  висит slow* sluggish lag* laggy crawl* latency delay* zpožd* opóźn* задерж* опазд*
sometimes: občas někdy chvíl* obcas vypad* výpadky přeruš* kolís* nestabil* czasem czasami przeryw* zrywa* co chwilę
  jakiś иногда периодич* прерыва* рвёт* обрыва* нестабил* intermitt* sometimes occasional* drops dropping flaky
  unstable every keeps randomly
freeze: zamrz* zasek* mrzn* zawiesz* zacina* завис* freez* frozen hang* hangs stuck
internet: internet* síť sítě síti sieć sieci интернет* сеть сети wifi wi fi wlan lan vpn router* switch* linka linky
  łącze łącza připojení připoj* połącz* соединен* подключ* connect* network* vdsl optik*
mail: mail* email* pošt* schránk* poczt* skrzynk* почт* письм* ящик* outlook* mailbox* inbox* imap smtp zpráv*
  wiadomo*
phone: telefon* ústředn* volá* volat volaj* hovor* dovol* dzwon* rozmow* centrala телефон* звон* звоним атс phone*
  call* calls voip sip dial* ring* linku
server: server* serwer* сервер* vps host* cluster* virtual* vm nas rdp terminál* termin* терминал*
website: web webu weby stránk* eshop* shop* stron* sklep* сайт* магазин* website* site* page* portal* портал*
printer: tiskár* tisk* tisknout vytisk* drukar* druk* wydruk* принтер* печат* print* toner* scanner* skener* skan*
  сканер*
computer: počítač* notebook* ntb pc laptop* komputer* myš klávesn* monitor* obrazovk* ekran* mysz* ноутбук* компьютер*
  комп мышь клавиатур* экран* монитор computer* desktop* keyboard* mouse screen* display* headset* sluchátk* słuchaw*
  kamer* camera* mikrofon*
program: program* aplikac* excel* word* teams sap erp účetní účetnict* pohoda money aplikacj* программ* приложен* 1с
  app application* software system* systém* система системы crm
file: soubor* složk* dokument* příloh* plik* folder* załącznik* файл* папк* документ* влож* file* document* attach*
  share shared drive disk* dysk* диск*
backup: záloh* obnov* kopi* backup* odtwor* przywró* бэкап* резервн* восстанов* restor* recover* archiv*
password: hesl* hasł* парол* password* passphrase pin
login: přihl* login* zalogow* logow* войти вход* логин* log in login sign signin logon zaloguj* авториз* auth*
locked: zablok* blok* uzamč* zamč* odemk* odblok* заблок* разблок* lock* locked unlock* expired vypršel* wygas* истек*
  истёк* reset* resetow* сброс* сбросить mfa 2fa authenticator token* kód kódy kod kody код коды code* sms
rights: práv* přístup* oprávn* dostęp* uprawn* доступ* прав права access permission* rights role roli denied odepř*
  odmow* запрещ*
account: účet účtu účty kont* учётн* учетн* аккаунт* account* uživatel* użytkown* пользовател* user*
joiner: nastup* nástup* nový nová nové odchod* odcház* zaměstnan* kolegyně nowy nowa pracown* zatrudni* odchodz* новый
  новая сотрудн* увол* выход* new hire* joiner* starter* employee* leaves leaving left leaver*
please do: prosím prosíme poprosit můžete mohli nastav* nainstal* změn* přidej* přidat vytvoř* zřid* smaz* přesun*
  potřeb* proszę prosimy zainstal* ustaw* zmień* zmian* dodać dodaj* utwórz* utworz* założ* usun* przenie* potrzeb*
  пожалуйста прошу просим установ* настро* измен* добав* создай* создать удал* перенес* нужно нужен нужна please could
  install* setup configure* change* add create* delete* remove* move* need* update upgrade aktualiz* обнов*
order: objedn* dodat dodán* zamów* dostaw* заказ* достав* order* deliver* ship* purchas* koup* kup* zakup* купи*
  закуп* buy
ask: jak proč kdy kolik kde který která jaký jaká jaké zda jestli lze dotaz* zajímá zajímalo vědět otázk* dlaczego
  kiedy czy gdzie który która jaki jaka jakie pytan* zapyta* wiedzieć chcia* как почему когда сколько где какой какая
  какие ли вопрос* узна* можно подскаж* how why when which what whether wonder* question* ask* know explain* is it
  does
price: cen* nabíd* nacen* kalkul* stoj* stát ceník* ofert* wycen* koszt* kosztuj* cennik* цен* стоит стоимост*
  предлож* прайс* quot* quote* price* pricing cost* offer* proposal* tender poptáv* zapyta* kp кп тендер
contract: smlouv* smluv* prodlou* rozšíř* licenc* tarif* umow* przedłuż* licencj* pakiet* договор* контракт* продл*
  лиценз* тариф* contract* renew* extend* licen* subscription* předplat* plan seats
invoice: faktur* vyfaktur* fa dobropis* účtov* přeplat* nedoplat* úhrad* platb* zaplat* splat* dph daň* ičo dič
  faktura rachun* płatn* zapłac* przelew* korekt* nip vat opłat* счет счета счёт* счёту сч* оплат* акт акты плат* ндс
  бухгалт* реквизит* invoic* bill* billed payment* paid pay tax credit charg* refund* iban remind* upomínk* wezwan*
money: kč czk zł pln eur usd руб рубл* euro
fraud: phishing* podezř* podvod* podvr* vydír* podejrzan* oszust* wyłudz* szantaż* подозрит* мошенн* фишинг* вымог*
  шантаж* phish* suspicious* scam* fraud* spoof* blackmail* extort* ransom* fake
attack: hack* napaden* zašifr* virus* malware únik* uniklo ukrad* krádež* ztrat* ztracen* zcizen* włam* wirus*
  zaszyfr* wyciek* skradz* zgub* взлом* вирус* зашифр* утеч* укра* потер* хакер* attack* breach* leak* stolen lost
  encrypt* compromis* intrus* clicked kliknul* klikl* klikn* kliknę* кликн* переш* нажал* link odkaz* ссылк*
alert: alert* alarm* trigger* triggered critical* warning* warn nagios zabbix prometheus grafana icinga uptime* firing
  host service status recovery recovered problem* threshold severity cpu ram disk load average ping icmp ssl cert*
  smart raid ups snmp
past: děkuj* dík* včer* minul* už vyřeš* opraven* byl* byla bylo dzięk* wczoraj* już rozwiąz* naprawi* был* была было
  спасибо вчера уже реш* исправ* thank* yesterday last was were already solved fixed resolved
planned: plán* odstáv* plan* zítra jutro tomorrow запланир* планов* заплан* завтра scheduled maintenance údržb*
  przerw* obsług* обслужив* next příští następn* следующ*
urgent: urgent* naléhav* spěch* ihned okamžit* rychl* pilne* natychm* szybk* asap срочно скорее быстр* немедлен*
  immediately emergency critical quickly sos
since: od rána rano dnes dzisiaj dziś rana утра сегодня since morning today hodin* hodiny godzin* час часа часов hour*
  minut* минут*
cannot reach: nedostan* nepřipoj* nepřihl* nedovol* neotevř* nenačt* nenaváž* nevid* nevidí neodes* nepřijím* nepřich*
  nedoraz* nemůž* nemoh* nedaří nezobraz* nereag* neodpovíd* nieotwiera недоступ* unreach* unavailab* niedostęp*
  nedostup* unable refus* timeout* blank
can: lze můžu mohu může mogę może można могу может можем можно can could able moc
receive: přišl* přijde doraz* chodí dostal* přich* przyszł* przychodz* dotar* otrzym* dosta* пришл* приход* получ*
  дошл* доход* arriv* receiv* get got
see: vid* zobraz* widz* widać wyświetl* виж* вид* видно открыва* otevř* otwier* otwor* откры* open* show* see load*
  načít* ładu* загруж* грузит*
send: posl* pošl* odes* zas* wysł* wysy* prześ* przesł* отправ* присл* вышл* send* sent resend forward*
wrong: špatn* chybn* jiná jiné nesedí nesouhlas* dvakrát błędn* źle inn* zła niezgod* dwa razy неверн* неправил* друг*
  дважды wrong* incorrect* mismatch twice duplicate* double
stop: zastav* ustal* stanął stanęł* stanel* zatrzym* остановил* встала встали stopped stops halt* gone ztich* umilk*
  milcz* молчит głuch* hluch* zamarł* zamar* zhas* zgas* погас*
we: nám nás naše náš naší jsme máme nasz* nam nami mamy jesteśmy нам наш* нас мы we us our ours
nothing: nic ničeho žádn* nula ani żad* ничего никак* ноль ни nothing anything any zero
many: lidi lidé lidí osob* ludzi ludzie człowiek* человек людей люди сотрудников people persons employees users tři
  čtyři pět šest osm deset dvacet trzy cztery pięć dziesięć dwadzieścia osiem три четыре пять десять двадцать three
  four five six eight ten twenty dozen hundred sto obie oba both několik kilka kilku несколько several
single: jeden jedna jedno jednoho jednom jednej jednym один одна одно одного одном одной one single jedinn* jediný
  jedyn* единствен* alone sám sama сам сама
fine: pořádku dobře normáln* správně zarzutu gra porządku dobrze нормальн* порядке хорошо fine ok okay well correctly
  properly podařilo spolehliv*
person: paní pan pana panu pani panem jeho její jej ho mu jim jemu jego она он её ее ему ей его she he her his him mrs
  mr bývalý były бывш* former ex
guest: brigádn* auditor* praktyk* stażyst* stáž* stažist* аудитор* стажер* стажёр* практикант* dočasn* tymczas*
  временн* temporar* intern trainee guest* host* gost* gość gośc* гост* student* externí zewnętrzn* внешн* external
  contractor*
domain: domén* domen* домен* domain* dns dkim spf mx certifik* certyfik* сертифик* certificat* ssl https
till: pokladn* pokladen kasa kasy kas kasie касс* till tills pos terminal* platebn* płatnicz* kart* karet карт* card*
  čtečk* czytnik* считыват* reader* scanner* skladu sklad magazyn* склад* warehouse výrob* produkc* linka hala hali
  цех* pult ordinac* przychodn* rejestrac* recepc* reception
report: report* přehled* seznam* výpis* zestaw* lista listę raport* wykaz* отчёт* отчет* список спис* list overview
  statement rozpis* breakdown spec*
want: chtěl* chce* chci rádi rád ráda uvažuj* chciel* chcem* chciał* rozważ* хотим хотел* хочу хочет думаем want*
  would like wish interest* considering zájem zainteres* интерес* plánujem* planujem*
unknown: neznám* cizí nezná divn* obcy obce obca nieznan* dziwn* чуж* неизвестн* незнаком* странн* unknown strange*
  stranger foreign weird unexpected nikdo
stick: pendrive flash flashk* usb vlak* vlaku autobus* pociąg* tramwaj* поезд* автобус* такси train bus taxi stick
  tablet* mobil* zapomenut* foundation nález* nalezen* znalezio* znalaz* нашли найден* found
expand: otevíráme otevírám* otwieram* открываем* opening opens pobočku oddziału expand* rozšiř* rozwij* нов*
seconds: vteřin* sekund* сек секунд* second* secs minut* trvá trva trwa занимает takes took půl pół
restart: restart* reboot* rebootov* vypnul* zapnul* zrestart* wyłącz* włącz* перезагру* перезапу* выключ* включ*
  turned power proud prąd* электрич* napájen* zasilan* питан*
complain: reklam* stížn* sla kredit* kompenz* odškod* rabat* slev* znižk* zniżk* скидк* штраф* неустой* компенс*
  compensat* discount* complain* goodwill penalty
trial: zkuš* vyzkouš* demo ukázk* prezentac* próbn* wypróbow* prezentacj* пробн* демо презентац* выставк* trial*
  presentation veletrh* targ* fair meeting schůzk* spotkan* встреч*
forgot: zapomn* nepamat* nevzpom* pamiętam nepamięt* забыл* помню forgot* forgotten remember
end: výpově* konč* ukonč* skonč* vypově* wypowied* zwoln* kończ* rozwiąza* уволен* увольн* расторг* законч* заканчив*
  истека* terminat* cancel* zruš* rezygn* отказ* quit expire* renewal
value: hodnot* překroč* limit* čidl* senzor* wartoś* przekrocz* czujnik* значен* превыш* датчик* порог* value* exceed*
  sensor* usage utilization capacity below above free volume job finished completed error errors warning exit code
  node check failed utc noreply daily weekly
install: instal* zainstal* nainstal* устан* install* licenci montáž* montaż* montov* podłącz* zapoj* připojte wymian*
  vyměn* замен* replac* exchange upgrade*
possible: možné možno možnost* można możliw* возмож* possible possib* umíte umožň* umiecie oferujete oferuj* poskyt*
  предоставл* предлага* support* podpor* obsługuj* wspiera* do you included zahrn*
confirm: potvrz* potwierdz* подтвер* confirm* zkontrol* sprawdz* провер* check verify
difference: rozdíl* liší różni* różnic* разниц* отлича* difference differ* lepší lepsz* лучше better recommend*
  doporuč* polec* zalec* совет* advice advise
copied: přepos* preposil* forward* fwd pd пересыл* přeposíl* kopii kopie kopię копи* copy copies
mistake: omylem nechtěně pomyłk* przypadk* случайно ошибке mistake* accident* wrong person
device: telefon* tablet* iphone android zařízen* urządz* устройств* device* kabel* kabl* кабел* cable zásuvk* gniazd*
  розетк* socket switch ups baterk* bateri* аккум* battery nabíječ* ładowark* заряд* charger
"""


def lines() -> dict[str, list[str]]:
    """The words of each line of the table, under its meanings."""
    split = (line.partition(":") for line in TABLE.strip().replace("\n  ", " ").splitlines())
    return {names: words.split() for names, _, words in split}
