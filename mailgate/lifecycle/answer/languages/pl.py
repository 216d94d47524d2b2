"""Polish: what its words say to "is it solved?"."""

from mailgate.lifecycle.answer.sense import Sense

S = Sense
WORDS = {
    S.YES: (
        "tak taak taaak jasne owszem potwierdzam potwierdzamy potwierdzone oczywiście zgadza_się mogę_potwierdzić "
        "dokładnie_tak"
    ),
    S.NO: "nie nieee niee nope",
    S.NOT: (
        "tak_nie jak_nie nie_ma nie_mam nie_mamy nie_mają nie_jest nie_są nic niczego nikt żaden żadn* nigdy ani "
        "wcale nijak"
    ),
    S.WITHOUT: "bez",
    S.GOOD: (
        "działa działają działa_już chodzi chodzą śmiga śmigają hula gra idzie idą bangla w_porządku porządku "
        "dobrze dobrz świetnie_działa zadowolon* jak_należy jak_trzeba jak_now* jak_wcześniej jak_w_zegarku "
        "tak_jak_chciał* jak_chciał* o_to_chodziło o_to_mi_chodziło wróciło_do_normy wróciła_do_normy "
        "wrócił_do_normy wszystko_gra gra_i_buczy jest_już w_normie normy sprawne sprawny sprawna sprawnie git "
        "elegancko_działa po_sprawie sprawa_zamknięta nie_mam_nic_do_dodania pasuje zgadza"
    ),
    S.DONE: (
        "rozwiązan* rozwiązanie_problemu rozwiązaliście rozwiązało załatwion* naprawion* naprawiliście naprawiło "
        "usunięt* gotow* zrobion* przywrócon* pomogł* zadziałał* ruszył* udało_się udało zniknął zniknęł* "
        "zakończon* odblokowan* poprawion* odzyskan* wyjaśnion*"
    ),
    S.ACT: (
        "drukuje drukują skanuje skanują dzwoni dzwonią zapisuje zapisują otwiera otwieram otwierają loguje "
        "zalogował* zaloguję łączy połączył* wysyła wysyłam wysyłają wychodzą przychodzą przychodzi wchodzę wchodzi "
        "wchodzimy wejdę wejdzie wyświetla widzę widzimy widać widzi mam mamy dostaję pobiera synchronizuje "
        "przyjmuje przyjęło wydrukował* wysłał* dotarł* doszedł doszła doszło doszły przyszł* otworzył* otworzy "
        "ładuje startuje włącza uruchamia uruchomił* pracuje pracują pracujemy odbiera odbieram czyta"
    ),
    S.DO: (
        "działać drukować zalogować logować otworzyć wysłać połączyć skanować zadzwonić zapisać pracować wejść "
        "wydrukować uruchomić korzystać używać odebrać pobrać"
    ),
    S.CAN: "mogę możemy może_się można da",
    S.WORKED: "działał* chodził* szło szła szedł było_dobrze pracował*",
    S.BAD: (
        "zepsut* popsut* martw* milczy milczał* padł* pada padają zawiesił* zawiesza zawisł* zacina zacięł* wywala "
        "wywalił* zrywa rozłącza odrzuca odrzucił* wyskakuje_błąd niesprawn* uszkodzon* zepsuł* leży rozłączył* "
        "zablokowan* stoi przestał* wyrzuca buczy kuleje szwankuje crashuje siadł*"
    ),
    S.FAULT: (
        "błąd błęd* problem* awari* usterk* zastrzeżeń zastrzeżeni* uwag kłopot* skarg* trudności komunikat* "
        "zarzut* reklamacj*"
    ),
    S.OCCUR: (
        "pojawił* pojawia wyskakuje wyskoczył* powtórzył* powtarza wraca wystąpił* występuje pokazuje pokazał* zdarza"
    ),
    S.STILL: "nadal wciąż dalej ciągle w_dalszym_ciągu do_tej_pory stale",
    S.YET: "jeszcze",
    S.AGAIN: "znowu znów ponownie",
    S.BACK: "wrócił* z_powrotem powrócił*",
    S.SAME: (
        "ten_sam ta_sama to_samo te_same tak_samo taki_sam taka_sama tego_samego bez_różnicy to_samo_co tak_samo_jak"
    ),
    S.PERSIST: "trwa utrzymuje pozostał* pozostaje występuje_nadal istnieje",
    S.CHANGE: "zmian* zmienił* poprawy różnic*",
    S.WORSE: "gorzej gorszy gorsze pogorszył*",
    S.BETTER: "lepiej lepszy lepsze poprawiło_się poprawa",
    S.DENY: (
        "skądże skąd_że gdzie_tam ależ_skąd w_żadnym_wypadku bynajmniej absolutnie_nie proszę_otworzyć_ponownie "
        "otwórzcie_ponownie ponownie_otw* otworzyć_ponownie otworzyć_zgłoszenie_ponownie nic_z_tego ani_trochę "
        "nie_bardzo wznowić_zgłoszenie proszę_o_ponowne_otwarcie ponowne_otwarcie"
    ),
    S.AGREE: "zgadzam zgadzamy zgoda zgody",
    S.CLOSE: "zamknąć zamknijcie zamykać zamykajcie zamknięcie zamknięciem zamknięcia zamknięte zamykamy zamknij",
    S.PARTLY: (
        "częściowo po_części połowicznie w_połowie większość w_większości nie_wszystk* nie_wszędzie nie_każd* "
        "nie_u_wszystkich nie_całkiem nie_do_końca połowa pół_na_pół prawie_wszystk* jako_tako niezupełnie"
    ),
    S.LIMIT: (
        "czasem czasami niekiedy wolno powoli wolniej brakuje brak oprócz poza_tym_że z_wyjątkiem wyjątk* "
        "sporadycznie miejscami niestabiln* przerywa momentami źle dziwnie opóźnien* pust* co_jakiś_czas"
    ),
    S.ONLY: "tylko jedynie wyłącznie",
    S.BUT: "ale lecz jednak jednakże natomiast choć chociaż aczkolwiek niemniej mimo",
    S.NUMBER: (
        "jeden jedna jedno dwa dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć dwóch trzech czterech pięciu"
    ),
    S.OF: "z",
    S.UNSURE: (
        "będzie będą będziemy by byłoby chyba raczej może być_może pewnie prawdopodobnie na_razie zobaczymy zobaczę "
        "zobaczy sprawdzę sprawdzimy sprawdzi przetestuję przetestujemy spróbuję spróbujemy wypróbuję upewnię jutro "
        "pojutrze później potem odpiszę odpowiem odpowie odezwę odezwiemy dam_znać damy_znać da_znać nie_wiem "
        "nie_wiemy nie_mam_pojęcia nie_jestem_pewn* trudno_powiedzieć wygląda wydaje zdaje myślę sądzę mam_nadzieję "
        "oby podobno zostawcie zostawmy zostawić poczekajcie poczekajmy poczekamy obserwuję obserwujemy nie_zamyk* "
        "urlop* zwolnieniu chor* delegacj* poza_biurem przekazał* przekażę przesłał* zapytam dopytam w_międzyczasie "
        "wyrzucil* bez_komentarza tak_i_nie i_tak_i_nie póki_co jak_dotąd nie_zdążył* nie_sprawdz* nie_testował* "
        "nie_próbował* nie_mogę_potwierdzić na_pierwszy_rzut_oka w_miarę powiedzieć linku link formularz* "
        "poprzednim_mailu w_poprzednim za_wcześnie do_jutra do_piątku hm hmm hmmm no_nie_wiem tymczasowo tymczasem "
        "zależy dowiem bo_ja_wiem się_okaże okaże nie_ma_problemu żaden_problem nie_ma_sprawy waszą_wiadomość "
        "rozumiem przyjąłem przyjęłam"
    ),
    S.IF: "jeśli jeżeli gdyby gdy o_ile kiedy_już w_razie",
    S.ASK: (
        "czy kiedy kto co dlaczego czemu jak gdzie dokąd ile które który która którego jaki jaka jakie czym "
        "nie_rozumiem po_co"
    ),
    S.WISH: (
        "proszę_jeszcze proszę_o prześlijcie wyślijcie chciałbym chciałabym chcielibyśmy potrzebuję potrzebujemy "
        "poproszę prosiłbym prosiłabym czy_możecie moglibyście mogliby czy_mogli proszę_przesłać proszę_wysłać "
        "proszę_dzwonić proszę_zadzwonić zadzwońcie dzwońcie ustawcie dodajcie wyjaśnijcie przy_okazji "
        "jeszcze_jedno jeszcze_prosz* jeszcze_chciał* skontaktuj* dałoby_się proszę_podać proszę_dodać"
    ),
    S.MATTER: "faktur*",
    S.THANKS: (
        "jeszcze_raz_dzięk* jeszcze_raz_dziękuj* jeszcze_raz_bardzo_dzięk* dzięki_wielkie dzię* podziękowania "
        "wdzięczn* wielkie_dzięki piękne_dzięki na_razie_dziękuję"
    ),
    S.PRAISE: (
        "jesteście_niezastąpieni jesteście_wspaniali jesteście_super jesteście_najlepsi jesteście_świetni "
        "jesteście_wielcy jesteście_genialni jesteście_niesamowici jesteście_cudowni jesteście_mistrzami "
        "jesteście_kochani chylę_czoła czapki_z_głów świetna_robota dobra_robota kawał_dobrej_roboty brawa szacun "
        "szacunek chwalę jesteście_szybcy pełen_profesjonalizm pełna_profeska"
    ),
    S.NICE: (
        "super ekstra rewelacja pięknie elegancko hurra cudownie genialnie fajnie miło ślicznie brawo wielkie "
        "świetn* wspaniał* doskonał* serdeczn*"
    ),
    S.FAST: "szybk* błyskawiczn* ekspresow* tempo tempa",
    S.EXPECT: "spodziewał* nie_spodziewał* oczekiwał*",
    S.SADLY: "niestety",
    S.WAS: "był była było były",
    S.YOU: "wam was państwu państwa",
    S.BEFORE: "wczoraj rano wcześniej najpierw początkowo poprzednio",
    S.HELLO: (
        "dzień_dobry witam witam_serdecznie cześć hej dobry_wieczór szanown* panie pani panu pana państwo panią pan "
        "drogi droga"
    ),
    S.BYE: (
        "pozdrawiam pozdrawiamy pozdrowienia z_poważaniem z_wyrazami_szacunku miłego_dnia miłego_weekendu "
        "dobrego_dnia udanego_weekendu do_widzenia do_usłyszenia z_pozdrowieniami pzdr serdeczności życzę życzymy "
        "łączę_pozdrowienia"
    ),
    S.HELP: (
        "pomoc pomocy reakcję reakcja załatwienie rozwiązanie naprawę naprawa wsparcie wsparcia interwencję "
        "interwencji informacj* info wiadomość odpowiedź obsługę obsługa serwis* współpracę pracę praca"
    ),
    S.THING: (
        "drukark* drukowanie wydruk* skaner* skan poczt* maile maili mailem maila telefon* komputer* kalendarz* "
        "folder* plik* załącznik* stron* sieć sieci połączeni* hasł* dostęp* konto konta system* aplikacj* program* "
        "biur* oddział* recepcj* magazyn* koleżank* kolega koledzy kolegi użytkowni* księgow* szef* zespół* kas "
        "kasa kasach kasy ekran* dysk* baza bazy łącze łącza sygnał* skrzynk* dane kopi* certyfikat* domu dom "
        "tabel* dokument* internetu kasie zapis drzwi"
    ),
    S.FILL: (
        "to tego temu jest już teraz tu tutaj wszystko wszystkie wszystkich wszyscy wszystkim wszędzie cały cała "
        "całe całym całego u w we na do od się mi mnie nam nas za po dla bardzo mocno naprawdę rzeczywiście "
        "faktycznie zupełnie całkowicie w_pełni są proszę no dnia dzień tydzień dziś dzisiaj weekend* wasz wasza "
        "waszej wasze cierpliwość zaangażowanie zgłoszeni* ticket* sprawę sprawa sprawy temat tematu od_razu "
        "natychmiast sprawdził* sprawdzon* przetestowan* przetestował* testował* próbował* nasz nasza naszej "
        "naszej_strony moja mojej mój ja my z_naszej_strony z_mojej_strony jeśli_chodzi_o wreszcie nareszcie więc "
        "zatem bo ponieważ uprzejmość starania wysiłek próbę czas też także również firma firmy firmie aż nowa nowy "
        "nowe tym tą te ten za_pierwszym_razem wielki takiego takie taki taką tymi niniejszym został zostało "
        "zostały została poprawnie prawidłowo stabilnie bezproblemowo szybciej tam od_wczoraj od_rana "
        "tak_samo_dobrze niż_wcześniej poświęcony profesjonalizm przez jako obecnie aktualnie ogromne ogromnie "
        "serdecznie wszystkiego dobrego podejście"
    ),
    S.AND: "a i oraz a_także",
    S.THAT: "że iż żeby",
}
