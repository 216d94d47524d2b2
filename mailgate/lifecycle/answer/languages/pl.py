"""Polish: what its words say to "is it solved?"."""

from mailgate.lifecycle.answer.sense import Sense

S = Sense
WORDS = {
    S.YES: (
        "tak taak taaak jasne owszem potwierdzam potwierdzamy potwierdzone oczywiście zgadza_się mogę_potwierdzić "
        "dokładnie_tak tak_tak potwierdzone_tak jasna_sprawa zdecydowanie jak_najbardziej potwierdzić_mogę "
        "mogę_tylko_potwierdzić niniejszym_potwierdzam no_tak no_jasne pewnie_że_tak owszem_tak tak_jest się_zgadza "
        "potwierdzam_rozwiązanie potwierdzam_naprawę potwierdzam_usunięcie potwierdzam_działanie "
        "potwierdzam_poprawność potwierdzamy_rozwiązanie potwierdzam_rozwiązanie_problemu"
    ),
    S.NO: "nie nieee niee nope nie_nie niestety_nie_nie",
    S.NOT: (
        "tak_nie jak_nie nie_ma nie_mam nie_mamy nie_mają nie_jest nie_są nic niczego nikt żaden żadn* nigdy ani wcale "
        "nijak niemożliw*"
    ),
    S.WITHOUT: "bez brak",
    S.GOOD: (
        "działa działają działa_już chodzi chodzą śmiga śmigają hula gra idzie idą bangla w_porządku porządku dobrze "
        "dobrz świetnie_działa zadowolon* jak_należy jak_trzeba jak_now* jak_wcześniej jak_w_zegarku tak_jak_chciał* "
        "jak_chciał* o_to_chodziło o_to_mi_chodziło wróciło_do_normy wróciła_do_normy wrócił_do_normy wszystko_gra "
        "gra_i_buczy jest_już w_normie normy sprawne sprawny sprawna sprawnie git elegancko_działa po_sprawie "
        "sprawa_zamknięta nie_mam_nic_do_dodania pasuje zgadza jest_ok jest_super jest_git wszystko_ok wszystko_cacy "
        "cacy jest_po_problemie po_problemie po_kłopocie już_po_problemie po_temacie temat_zamknięty hulają "
        "działa_jak_marzenie jak_marzenie jak_złoto jak_w_banku jak_dawniej jak_powinno jak_powinna jak_powinien "
        "jak_powinny tak_jak_powinno tak_jak_trzeba tak_jak_należy jak_nal jak_malowanie jak_po_maśle bez_zarzutu "
        "bez_zastrzeżeń bez_błędów bez_zastrzeżenia bezbłędn* bezproblemow* bezawaryj* zgodnie_z_oczekiwan* "
        "zgodnie_z_planem funkcjonuje funkcjonują funkcjonuj* satysfakcj* w_porząsiu spoko luz luzik dobra_jest gitara "
        "cyka wróciło_wszystko_do_normy wróciły_do_normy do_normy nie_mam_więcej_pytań nie_mam_pytań nie_mam_uwag "
        "brak_uwag brak_zastrzeżeń brak_pytań bez_uwag brak_błędów brak_problemów nic_więcej_nie_potrzebuję "
        "zero_problemów zero_błędów dokładnie_o_to dokładnie_tego_potrzebował* opanowane ogarnięte pod_kontrolą "
        "przywróciło_działanie zamkniętą spokój dostęp_jest jest_dostęp jestem_zadowolon* jesteśmy_zadowolen* "
        "jak_ma_być tak_jak_ma_być jak_miało_być ustawione_prawidłowo ustawione_poprawnie ustawione_dobrze "
        "prawidłowo_ustawion* wszystko_prawidłowo wszystko_poprawnie poprawne prawidłowe na_piątkę na_szóstkę na_medal "
        "ku_zadowoleniu ku_zadowoleniu_wszystkich stabilne jest_stabilnie jak_miało jak_miała jak_miał"
    ),
    S.DONE: (
        "rozwiązan* rozwiązanie_problemu rozwiązaliście rozwiązało załatwion* naprawion* naprawiliście naprawiło "
        "usunięt* gotow* zrobion* przywrócon* pomogł* zadziałał* ruszył* udało_się udało zniknął zniknęł* zakończon* "
        "odblokowan* poprawion* odzyskan* wyjaśnion* rozwiązany rozwiązana rozwiązał* załatwił* naprawił* naprawiono "
        "usunęł* usunął usunęli zniknęła zniknęły znikł* ruszyło ruszyła odpaliło odpalone zaskoczyło zaskoczył* "
        "zaczął_działać zaczęło_działać zaczęła_działać zaczęły_działać zatrybiło zatrybił* zaskoczyła uruchomiono "
        "uruchomion* ogarnęliście udrożnion* wyczyszczon* zrealizowan* dokończon* poszło zadziałało sukces przeszło "
        "przywrócił* odblokował* powiodło odzyskał* wyeliminowan* unormował* ustabilizował* podniosło podniósł_się "
        "ożył* odżył*"
    ),
    S.ACT: (
        "drukuje drukują skanuje skanują dzwoni dzwonią zapisuje zapisują otwiera otwieram otwierają loguje zalogował* "
        "zaloguję łączy połączył* wysyła wysyłają wychodzą przychodzą przychodzi wchodzę wchodzi wchodzimy wejdę "
        "wejdzie wyświetla widzę widzimy widać widzi dostaję pobiera synchronizuje przyjmuje przyjęło wydrukował* "
        "wysłał* dotarł* doszedł doszła doszło doszły przyszł* otworzył* otworzy ładuje startuje włącza uruchamia "
        "uruchomił* pracuje pracują pracujemy odbiera odbieram czyta drukujemy skanujemy zapisze otwieramy otworzę "
        "otworzyło logujemy zalogowałam zalogowany zalogowana zalogujemy połączyło połączony połączona wysłało "
        "wysyłają_się dochodzą dochodzi przychodzi_mi nadchodzą dostajemy synchronizują zsynchronizował* pobierają "
        "ładują załadował* wczytuje wczytał* startują włącza_się uruchamiają uruchomiło reaguje reagują słychać słyszę "
        "słyszymy słychać_wszystko świeci świecą ładuje_się odebrał* wpuściło wpuścił* wpuszcza wszedłem weszłam "
        "weszliśmy weszło wszedł weszła dodzwonił* wyświetlają wyświetlił* wydrukowało kopiuje podpina mam_dostęp "
        "dostęp_mam mamy_dostęp dostęp_mamy mam_internet mamy_internet mam_sieć mamy_sieć mam_pocztę mamy_pocztę "
        "mam_wszystko mamy_wszystko internet_mamy odbywa przebiega przebiegł* zapisujemy odświeża odtwarza ładują_się "
        "aktualizuje liczy mierzy przełącza dźwięk_jest jest_dźwięk jest_internet internet_jest jest_sygnał "
        "sygnał_jest jest_połączenie płyną"
    ),
    S.DO: (
        "działać drukować zalogować logować otworzyć wysłać połączyć skanować zadzwonić zapisać pracować wejść "
        "wydrukować uruchomić korzystać używać odebrać pobrać wysyłać odbierać drukować_z zapisywać otwierać "
        "logować_się zalogować_się łączyć wchodzić dostać pobierać dzwonić dodzwonić czytać przeczytać używać_go "
        "ściągnąć ściągać edytować eksportować importować kopiować podłączyć odtworzyć obejrzeć widzieć wyświetlić "
        "uruchamiać włączyć włączać skorzystać zeskanować fakturować wystawiać wystawić"
    ),
    S.CAN: "mogę możemy może_się można da umiem umiemy daje_się da_się mogą może_zalogować",
    S.WORKED: (
        "działał* chodził* szło szła szedł było_dobrze pracował* śmigał* hulał* funkcjonował* chodziło drukował* "
        "szło_dobrze"
    ),
    S.BAD: (
        "zepsut* popsut* martw* milczy milczał* padł* zawiesił* zawisł* zacięł* wywalił* odrzuca odrzucił* "
        "wyskakuje_błąd niesprawn* uszkodzon* zepsuł* leży rozłączył* zablokowan* stoi siadł* lipa kicha kiszka "
        "do_kitu do_niczego do_bani do_dupy masakra tragedia katastrofa dramat porażka martwy zdechł* zdechnie padnie "
        "wysypał* wysypała sypnęł* crash crashował* wiesza_się zawiesi zamarz* zamroził* zacięła przycięł* rozłączy "
        "zerwał* wylogował* wywali wyrzuca_mnie odmawia odmówił* odmowa zawodzi zawiódł zawodzą awaria_trwa "
        "niedostępn* niesprawny niesprawna psują popsuło wyłącza_się gaśnie zgasł* pikać piszczą hałasuje świrują "
        "fiksuje krzaczy zablokował* blokada zacięta stanęł* stanął stoimy siedzi_bez siedzimy_bez leżymy leżą błądzi "
        "szwank* wyrzucił* głuch* nie_odpowiada nie_odpowiadają wyłączyło wyłączył_się wyłączyła_się wyłączyły_się "
        "nie_ma_internetu nie_mam_internetu nie_mamy_internetu nie_ma_dostępu nie_mam_dostępu nie_mamy_dostępu "
        "nie_ma_sieci nie_mamy_sieci nie_mam_sieci nie_ma_połączenia nie_mam_połączenia nie_mamy_połączenia "
        "nie_ma_sygnału nie_mam_sygnału nie_mamy_sygnału nie_ma_dźwięku kończy_się_błędem skończyło_się_błędem "
        "kończy_błędem bez_internetu bez_sygnału bez_połączenia bez_dostępu bez_poczty bez_sieci bez_telefonu "
        "bez_maili złe_hasło błędne_hasło nieprawidłowe_hasło"
    ),
    S.FAULT: (
        "błąd błęd* problem* awari* usterk* zastrzeżeń zastrzeżeni* uwag kłopot* skarg* trudności komunikat* zarzut* "
        "reklamacj* bug* usterek problemik* niedziała* komunikaty_błędów trudność przerw* zakłóce* niedogodnoś* pytań "
        "pytania"
    ),
    S.OCCUR: (
        "pojawił* pojawia wyskakuje wyskoczył* powtórzył* powtarza wraca wystąpił* występuje pokazuje pokazał* zdarza "
        "pojawi pojawiają wyskoczy wyskakują powraca powrócił występują zdarzył* zdarzają ukazuje"
    ),
    S.STILL: (
        "nadal wciąż dalej ciągle w_dalszym_ciągu do_tej_pory stale nieustannie nieprzerwanie bez_przerwy cały_czas "
        "do_dziś dotąd uparcie"
    ),
    S.YET: "jeszcze",
    S.AGAIN: "znowu znów ponownie",
    S.BACK: "wrócił* z_powrotem powrócił*",
    S.SAME: (
        "ten_sam ta_sama to_samo te_same tak_samo taki_sam taka_sama tego_samego bez_różnicy to_samo_co tak_samo_jak "
        "dokładnie_to_samo jak_było identyczn* takie_samo takie_same tym_samym jota_w_jotę po_staremu"
    ),
    S.PERSIST: "trwa utrzymuje pozostał* pozostaje występuje_nadal istnieje",
    S.CHANGE: "zmian* zmienił* poprawy różnic* poprawił* poprawiło zmieni postęp* poprawę zmianę",
    S.WORSE: "gorzej gorszy gorsze pogorszył*",
    S.BETTER: "lepiej lepszy lepsze poprawiło_się poprawa",
    S.DENY: (
        "skądże skąd_że gdzie_tam ależ_skąd w_żadnym_wypadku bynajmniej absolutnie_nie proszę_otworzyć_ponownie "
        "otwórzcie_ponownie ponownie_otw* otworzyć_ponownie otworzyć_zgłoszenie_ponownie nic_z_tego ani_trochę "
        "nie_bardzo wznowić_zgłoszenie proszę_o_ponowne_otwarcie ponowne_otwarcie nic_z_tych_rzeczy ani_drgnie "
        "ani_drgnęł* ani_widu niestety_nie wcale_nie zupełnie_nie gdzież_tam gdzieżby a_gdzie_tam "
        "proszę_otworzyć_zgłoszenie proszę_wznowić wznówcie wznowienie_zgłoszenia jaja_sobie_robicie "
        "żarty_sobie_robicie żartujecie żartujecie_sobie bez_poprawy nic_nowego nic_a_nic nie_poprawił* "
        "się_nie_poprawił* nie_polepszył* się_nie_polepszył* nie_ruszył* nie_drgnęł* wciąż_pisze wciąż_mi_pisze "
        "nadal_pisze nadal_mi_pisze dalej_pisze dalej_mi_pisze ciągle_pisze ciągle_mi_pisze znowu_pisze "
        "lepiej_nie_jest nie_jest_lepiej ten_sam_problem"
    ),
    S.AGREE: "zgadzam zgadzamy zgoda zgody",
    S.CLOSE: (
        "zamknąć zamknijcie zamykać zamykajcie zamknięcie zamknięciem zamknięcia zamknięte zamykamy zamknij "
        "zamknąć_można można_zamknąć zamykamy_temat zamykam do_zamknięcia zamknięciu zamykać_można zamknięty_temat "
        "odhaczyć zamkniemy możemy_zamknąć możemy_zamykać"
    ),
    S.PARTLY: (
        "częściowo po_części połowicznie w_połowie większość w_większości nie_wszystk* nie_wszędzie nie_każd* "
        "nie_u_wszystkich nie_całkiem nie_do_końca połowa pół_na_pół prawie_wszystk* jako_tako niezupełnie po_połowie "
        "z_grubsza tylko_częściowo w_części połowiczn* nie_całość prawie niecałkowicie nie_w_pełni"
    ),
    S.LIMIT: (
        "czasem czasami niekiedy wolno powoli wolniej brakuje oprócz poza_tym_że z_wyjątkiem wyjątk* sporadycznie "
        "miejscami niestabiln* przerywa momentami źle dziwnie opóźnien* pust* co_jakiś_czas rzadziej niekompletn* "
        "rzadko mniej_częst* brakują brakował* w_kratkę ślamazarnie ślimaczy od_czasu_do_czasu raz_na_jakiś_czas "
        "chwilami słabo kiepsko opóźnia niektóre niektóry niektórych niektórym niektórzy drugi druga drugie"
    ),
    S.ONLY: "tylko jedynie wyłącznie wyłączając tyle_że",
    S.BUT: (
        "ale lecz jednak jednakże natomiast choć chociaż aczkolwiek niemniej mimo z_tym_że tyle_tylko_że pomimo "
        "mimo_to mimo_wszystko"
    ),
    S.NUMBER: (
        "jeden jedna jedno dwa dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć dwóch trzech czterech pięciu "
        "jednemu dwóm trzem"
    ),
    S.OF: "z",
    S.UNSURE: (
        "będzie będą będziemy by byłoby chyba raczej może być_może pewnie prawdopodobnie zobaczymy zobaczę zobaczy "
        "sprawdzę sprawdzimy sprawdzi przetestuję przetestujemy spróbuję spróbujemy wypróbuję upewnię jutro pojutrze "
        "później potem odpiszę odpowiem odpowie odezwę odezwiemy dam_znać damy_znać da_znać nie_wiem nie_wiemy "
        "nie_mam_pojęcia nie_jestem_pewn* trudno_powiedzieć wygląda wydaje zdaje myślę sądzę mam_nadzieję oby podobno "
        "poczekajcie poczekajmy poczekamy obserwuję obserwujemy urlop* zwolnieniu chor* delegacj* poza_biurem "
        "przekazał* przekażę przesłał* zapytam dopytam w_międzyczasie bez_komentarza tak_i_nie i_tak_i_nie nie_zdążył* "
        "nie_sprawdz* nie_testował* nie_próbował* nie_mogę_potwierdzić na_pierwszy_rzut_oka w_miarę powiedzieć linku "
        "link formularz* poprzednim_mailu w_poprzednim do_jutra do_piątku hm hmm hmmm no_nie_wiem tymczasowo zależy "
        "dowiem bo_ja_wiem się_okaże okaże nie_ma_problemu żaden_problem nie_ma_sprawy waszą_wiadomość rozumiem "
        "przyjąłem przyjęłam testujemy testuję sprawdzamy sprawdzam powinno powinna powinien powinny powinno_być "
        "uznamy poczekał* wrócę wrócimy odchodzę następc* ponoć rzekomo niby odezwę_się proszę_poczekać przekazuję "
        "przekazujemy przesyłam_do pytałem mówił* twierdzi jakby poniekąd mniej_więcej obserwować wstrzymaj* "
        "wstrzymajmy przypuszczam zakładam domyślam ufam wierzę zapytać spytam nie_ma_mnie nie_wiadomo nie_jestem_w "
        "nie_pracuję już_nie_pracuję liczę_na na_oko teoretycznie w_teorii tymczasowe za_jakiś_czas z_czasem "
        "i_tak_dzięk* i_tak_dziękuj* mimo_to_dzię* mimo_wszystko_dzię* tak_czy_inaczej sprawdzić przetestować "
        "spróbować zweryfikować wypróbować ocenić nie_mam_czasu nie_mamy_czasu nie_miał*_czasu nie_było_czasu "
        "nie_miałem_czasu nie_miałam_czasu nie_mieliśmy_czasu nie_miałem_kiedy nie_miałam_kiedy jadę wychodzę idę_do "
        "idę_na idę_sprawdzić to_nie_awari* to_nie_błąd to_nie_usterk* to_nie_problem to_nie_jest_awari* "
        "to_nie_jest_błąd to_nie_jest_usterk* to_nie_jest_problem nie_jest_to_awari* nie_jest_to_błąd "
        "nie_jest_to_usterk* nie_jest_to_problem okazj* możliwości szansy"
    ),
    S.IF: "jeśli jeżeli gdyby gdy o_ile kiedy_już w_razie jeśliby pod_warunkiem w_przypadku kiedykolwiek jakby_co",
    S.ASK: (
        "czy kiedy kto co dlaczego czemu jak gdzie dokąd ile które który która którego jaki jaka jakie czym "
        "nie_rozumiem po_co skąd odkąd kogo komu jakim jakiego jakiej których którym czyj czemuż jakże ileż po_czym"
    ),
    S.WISH: (
        "proszę_jeszcze proszę_o prześlijcie wyślijcie chciałbym chciałabym chcielibyśmy potrzebuję potrzebujemy "
        "poproszę prosiłbym prosiłabym czy_możecie moglibyście mogliby czy_mogli proszę_przesłać proszę_wysłać "
        "proszę_dzwonić proszę_zadzwonić zadzwońcie dzwońcie ustawcie dodajcie wyjaśnijcie przy_okazji jeszcze_jedno "
        "jeszcze_prosz* jeszcze_chciał* skontaktuj* dałoby_się proszę_podać proszę_dodać proszę_o_telefon "
        "proszę_o_kontakt proszę_o_pilny zadzwoń oddzwoń oddzwońcie oddzwonić proszę_oddzwonić proszę_przyjechać "
        "przyjedźcie przyślijcie przysłać prześlij naprawcie wymieńcie żądam żądamy domagam proszę_ustawić "
        "proszę_naprawić proszę_wymienić proszę_pomóc pomóżcie potrzebował* czy_można czy_może"
    ),
    S.MATTER: "faktur* zamówieni* umow* ofert* korekt* rachun*",
    S.THANKS: (
        "jeszcze_raz_dzięk* jeszcze_raz_dziękuj* jeszcze_raz_bardzo_dzięk* dzięki_wielkie dzię* podziękowania "
        "wdzięczn* wielkie_dzięki piękne_dzięki na_razie_dziękuję dziękówka dziękować podziękować dziękuję_bardzo "
        "dziękuję_ślicznie serdecznie_dziękuję bardzo_dziękuję bardzo_dziękujemy dziekujemy_bardzo dziena dzienki "
        "dzieki_serdeczne wielkie_podziękowania stokrotne_dzięki"
    ),
    S.PRAISE: (
        "jesteście_niezastąpieni jesteście_wspaniali jesteście_super jesteście_najlepsi jesteście_świetni "
        "jesteście_wielcy jesteście_genialni jesteście_niesamowici jesteście_cudowni jesteście_mistrzami "
        "jesteście_kochani chylę_czoła czapki_z_głów świetna_robota dobra_robota kawał_dobrej_roboty brawa szacun "
        "szacunek chwalę jesteście_szybcy pełen_profesjonalizm pełna_profeska jesteście_mistrzowie jesteście_bogami "
        "jesteście_rewelacyjni jesteście_mega jesteście_bezcenni jesteście_fantastyczni jesteście_ekstra "
        "jest_pan_wielki jest_pani_wielka jest_pan_super jest_pani_super jest_pan_mistrzem jest_pan_najlepszy "
        "jest_pani_najlepsza jesteś_wielki jesteś_super jesteś_najlepszy mistrzowie mistrzostwo super_robota "
        "super_obsługa świetna_obsługa świetny_serwis profesjonalna_obsługa profeska profesjonalnie "
        "rewelacyjna_obsługa chapeau_bas gratuluję_szybkości pełen_szacun wymiatacie dajecie_radę"
    ),
    S.NICE: (
        "super ekstra rewelacja pięknie elegancko hurra cudownie genialnie fajnie miło ślicznie brawo wielkie świetn* "
        "wspaniał* doskonał* serdeczn* bosko mega fantastyczn* rewelacyjn* bombowo extra wybornie znakomi* cudown* "
        "genialn* kapitaln* pięknie_dziękuję przepięknie idealnie idealn* perfekcyjn* perfekt uff hura sztos bajecznie "
        "pierwsza_klasa nic_więcej nic_innego nie_ma_za_co"
    ),
    S.FAST: "szybk* błyskawiczn* ekspresow* tempo tempa sprawnie_i_szybko prędk* ekspres* natychmiastow* prędko",
    S.EXPECT: "spodziewał* nie_spodziewał* oczekiwał*",
    S.SADLY: "niestety próbę",
    S.WAS: "był była było były",
    S.YOU: "wam was państwu państwa",
    S.BEFORE: "wczoraj rano wcześniej najpierw początkowo poprzednio przedwczoraj dawniej kiedyś przedtem uprzednio",
    S.HELLO: (
        "dzień_dobry witam witam_serdecznie cześć hej dobry_wieczór szanown* panie pani panu pana państwo panią pan "
        "drogi droga dzień_dobry_państwu witaj witajcie czołem siema siemka siemanko hejka moi_drodzy drodzy "
        "inżynierze doktorze prezesie kierowniku chłopaki koledzy_drodzy szanowni"
    ),
    S.BYE: (
        "pozdrawiam pozdrawiamy pozdrowienia z_poważaniem z_wyrazami_szacunku miłego_dnia miłego_weekendu dobrego_dnia "
        "udanego_weekendu do_widzenia do_usłyszenia z_pozdrowieniami pzdr serdeczności życzę życzymy "
        "łączę_pozdrowienia miłego_wieczoru miłego_popołudnia dobrego_wieczoru miłej_niedzieli miłego_tygodnia "
        "dobrego_tygodnia udanego_dnia udanego_tygodnia spokojnego_dnia spokojnego_wieczoru spokojnych_świąt "
        "wesołych_świąt miłej_pracy udanego spokojnego pozdro pozdrówka ukłony kłaniam kłaniam_się trzymajcie_się "
        "trzymaj_się bywaj nara z_ukłonami dobrej_nocy spokojnej_nocy owocnego_dnia życzy życzą"
    ),
    S.HELP: (
        "pomoc pomocy reakcję reakcja załatwienie rozwiązanie naprawę naprawa wsparcie wsparcia interwencję "
        "interwencji informacj* info wiadomość odpowiedź obsługę obsługa serwis* współpracę pracę praca radę naprawy "
        "wymianę wymiana poradę asyst* fatygę opiek* obsługi konsultacj* podpowiedź wskazówk* wyjaśnieni* serwisantowi "
        "załatwieni* odpowiedzi"
    ),
    S.THING: (
        "drukark* drukowanie wydruk* skaner* skan poczt* maile maili mailem maila telefon* komputer* kalendarz* "
        "folder* plik* załącznik* stron* sieć sieci połączeni* hasł* dostęp* konto konta system* aplikacj* program* "
        "biur* oddział* recepcj* magazyn* koleżank* kolega koledzy kolegi użytkowni* księgow* szef* zespół* kas kasa "
        "kasach kasy ekran* dysk* baza bazy łącze łącza sygnał* skrzynk* dane kopi* certyfikat* domu dom tabel* "
        "dokument* internetu kasie zapis drzwi kabel* kabl* gniazdk* wtyczk* ustawieni* aktualizacj* restart* "
        "konfiguracj* sterownik* licencj* moduł* raport* etykiet* czytnik* terminal* kamer* dźwięk* głos* obraz* "
        "mikrofon* słuchawk* głośnik* kopiark* faks* intranet* sklep* sal sala sali salce hal hala hali produkcj* "
        "szkoł* sekretariat* recepcjon* central* rozmow* wiadomości_przychodzą adres* list lista listy przeglądark* "
        "przycisk* kart* bram* światł* bateri* papier* zasilacz* wersj* profil* grup* uprawnieni* klien* kierowc* "
        "technik* informatyk* serwisant* administrator* dział* kadr* placówk* centrala stanowisk* stacj* laptopie "
        "drukarkach użytkownik* wszyscy_użytkownicy koleżanki kierownik* kolegom koleżankom pracowni* ludzie ludziom "
        "stronę maszyn* urządzeni* naprawie księgowoś* drukowaniem drukowaniu logowani* wysyłani* zapisywani* "
        "wyświetlani* skanowani* koledze kolegę koleżance kolegów koleżanek"
    ),
    S.FILL: (
        "to tego temu jest już teraz tu tutaj wszystko wszystkie wszystkich wszyscy wszystkim wszędzie cały cała całe "
        "całym całego u w we na do od się mi mnie nam nas za po dla bardzo mocno naprawdę rzeczywiście faktycznie "
        "zupełnie całkowicie w_pełni są proszę no dnia dzień tydzień dziś dzisiaj weekend* wasz wasza waszej wasze "
        "cierpliwość zaangażowanie zgłoszeni* ticket* sprawę sprawa sprawy temat tematu od_razu natychmiast nasz nasza "
        "naszej naszej_strony moja mojej mój ja my z_naszej_strony z_mojej_strony jeśli_chodzi_o wreszcie nareszcie "
        "więc zatem bo ponieważ uprzejmość starania wysiłek czas też także również firma firmy firmie aż nowa nowy "
        "nowe tym tą te ten za_pierwszym_razem wielki takiego takie taki taką tymi niniejszym został zostało zostały "
        "została poprawnie prawidłowo stabilnie bezproblemowo szybciej tam od_wczoraj od_rana tak_samo_dobrze "
        "niż_wcześniej poświęcony profesjonalizm przez jako obecnie aktualnie ogromne ogromnie serdecznie wszystkiego "
        "dobrego podejście restarcie przepraszam przepraszamy wybaczcie sorki sorry sory pardon zwłokę zwłoka zwłoki "
        "opóźnioną za_opóźnienie późną późno odpisuję odpisujemy odpowiadam_późno dopiero dopiero_teraz dopiero_dziś "
        "aha ach och oj hej_hej ej no_no no_i no_wreszcie wczorajsz* od_poniedziałku od_wtorku od_środy od_czwartku "
        "od_piątku od_soboty od_niedzieli od_zeszłego_tygodnia od_tamtej_pory od_tego_czasu od_naprawy od_interwencji "
        "dzisiejsz* tygodnia tygodniu miesiąc świąt święta święto popołudnia wieczoru wieczór miłego miłej miły udany "
        "udanych spokojn* przyjemn* reszt* chłopakom dziewczyn* ekip* całemu_zespołowi całej_ekipie zespołowi "
        "wszystkim_państwu wszystkich_państwa inż mgr_inż kierownik_działu specjalist* dyrektor* prezes* właściciel* "
        "asystentk* księgowa_główna handlow* przedstawiciel* referent* sp z_o_o jednego jednej jednym żadnej_uwagi "
        "jak_widzę jak_widać po_restarcie po_zmianie po_wymianie po_naprawie po_aktualizacji po_interwencji "
        "po_państwa_interwencji po_waszej_interwencji po_zmianie_hasła nowego nowej nowym nowych stary stara stare "
        "uważam uważamy uznaję uznajemy uważać_za można_uznać po_prostu właściwie właśnie akurat konkretnie kompletnie "
        "ostatecznie w_końcu koniec_końców raz_na_zawsze definitywnie łatwo gładko prosto swoją swoje swoim moje moim "
        "moich mego każdy każda każdego każdym oba obie obu obydwa obydwu na_obu na_wszystkich spółk* to_była_wina "
        "winny winna winne gdyż chodziło_o okazało_się okazało wystarczył* wystarczyło pomógł_restart "
        "tak_jak_pan_mówił tak_jak_pani_mówiła jak_pan_mówił jak_pani_mówiła jak_mówiliście jak_radziliście "
        "jak_sugerowaliście zgodnie_z zgodnie_z_instrukcją według dzięki_temu dzięki_wam dzięki_panu dzięki_pani "
        "dzięki_państwu numer nr ulica ul państwem od_pani od_pana ode_mnie prawie_od_razu prawie_natychmiast dużo "
        "znacznie zdecydowanie_szybciej sporo o_wiele zadowolona_jestem normalnie zwyczajnie standardowo śmiało "
        "spokojnie chętnie środka razem wraz między nad pod przy obok ono ona on oni jego jej ich im nim nimi tobie "
        "ciebie wami sobie siebie swój swego naszego naszemu naszym wasz_technik wasz_kolega pan_technik technikiem "
        "osobiście sam sama sami same miejscu miejsca budynku piętrze piętro stanie stan aktualny "
        "możliwe_jak_najszybciej tutejszy imieniu muszę_powiedzieć muszę_przyznać muszę_stwierdzić mogę_powiedzieć "
        "mieliśmy miałem miałam dlatego znaczy czyli jestem jesteśmy nowiutki możecie może_pan może_pani dalszych "
        "kolejnych więcej wszystkich_dwóch wszystkich_trzech wszystkich_czterech wszystkich_pięciu wszystkie_trzy "
        "wszystkie_cztery wszystkie_dwa na_wszystkich_dwóch na_wszystkich_trzech na_wszystkich_czterech"
    ),
    S.AND: "a i oraz a_także",
    S.THAT: "że iż żeby",
    S.TRIED: (
        "sprawdził* sprawdzon* sprawdzałem sprawdzałam sprawdzaliśmy sprawdzono przetestował* przetestowan* testował* "
        "próbował* próbowałem próbowałam spróbował* wypróbował* restartował* zrestartował* przeinstalował* "
        "zaktualizował* podłączył* włączył* ustawił* zainstalował* wymienił* pobrał* podpiął podpięł* przełączył* "
        "wyłączyłem wyłączyłam wyłączyliśmy odłączyłem odłączyłam przełączyłem zrobiłem zrobiłam zrobiliśmy "
        "postępował*"
    ),
    S.WAIT: (
        "zostawcie zostawmy zostawić nie_zamyk* czekamy czekam czekać nie_zamknięt* za_wcześnie_na nie_wiem_co_robić "
        "nie_wiemy_co_robić na_razie póki_co jak_dotąd tymczasem pisze piszą wypisuje za_wcześnie"
    ),
    S.CRASH: (
        "pada padają wiesza zawiesza zawieszają zacina zacinają zrywa zrywają rozłącza rozłączają wylogowuje wyłącza "
        "muli sypie wysypuje wywala wywalają wyrzuca tnie przycina buczy piszczy szwankuje kuleje psuje blokuje "
        "świruje crashuje restartuje migocze mruga miga przerywają resetuje restartują rwie rwą odłącza odłączają "
        "zamula padać psuć zacinać wieszać zawieszać zrywać wywalać szwankować rozłączać"
    ),
    S.STOP: "przestał*",
}
