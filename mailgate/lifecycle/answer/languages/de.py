"""German: what its words say to "is it solved?"."""

from mailgate.lifecycle.answer.sense import Sense

S = Sense
WORDS = {
    S.YES: (
        "ja jaa jup jep jepp joa jo jawohl klar bestätige bestätigt bestätigen genau natürlich stimmt "
        "kann_ich_bestätigen kann_bestätigen"
    ),
    S.NO: "nein nee nö ne neee nie nicht_wirklich",
    S.NOT: "nicht nichts kein keine keinen keinem keiner keinerlei niemals niemand nirgends weder kaum nix ned net",
    S.WITHOUT: "ohne",
    S.GOOD: (
        "funktioniert funktionieren funktioniert_wieder geht gehts läuft laufen klappt klappts klappen in_ordnung "
        "i_o io gut alles_gut bestens passt weg zufrieden einwandfrei tadellos problemlos reibungslos fehlerfrei "
        "wie_gewünscht wie_gewohnt wie_neu wie_geschmiert wie_am_schnürchen wie_vorgesehen wie_es_soll wie_erwartet "
        "normal zurück_im_normalbetrieb funktionstüchtig online rund prima_läuft nichts_hinzuzufügen sauber stabil "
        "im_griff kommen_an kommt_an"
    ),
    S.DONE: (
        "gelöst behoben erledigt repariert fertig geholfen wiederhergestellt bereinigt gefixt beseitigt "
        "abgeschlossen entsperrt geklärt freigeschaltet hat_geklappt geklappt korrigiert gerichtet verschwunden"
    ),
    S.ACT: (
        "hilft druckt drucken_wieder scannt klingelt klingeln öffnet öffnen_sich öffnen_wieder verbindet verbunden "
        "lädt laden startet anmelden_kann speichert sendet empfängt synchronisiert angemeldet eingeloggt angekommen "
        "zeigt_an erreichbar arbeitet arbeiten_wieder erreiche sehe sehen_wir komme_rein komme_wieder kommen_wieder "
        "kommt_wieder reagiert"
    ),
    S.DO: (
        "drucken scannen anmelden einloggen öffnen verbinden senden verschicken empfangen speichern arbeiten "
        "telefonieren zugreifen starten rein reinkommen nutzen benutzen erreichen abrufen herunterladen aufrufen"
    ),
    S.CAN: "kann können konnte konnten lässt lassen",
    S.WORKED: "funktionierte lief liefen ging klappte hielt funktioniert_hat",
    S.BAD: (
        "kaputt* defekt* tot streikt spinnt hängt abgestürzt abstürzt stürzt gestört* ausgefallen* bricht "
        "abgebrochen abgelehnt verweigert blockiert* gesperrt* stumm nutzlos eingefroren friert hakt zickt down "
        "nutzt_nichts unbrauchbar fehlgeschlagen schlägt_fehl fällt_aus ungelöst offline piept steht"
    ),
    S.FAULT: (
        "fehler* problem* störung* einwand einwände beschwerde* beanstandung* schwierigkeit* ausfall ausfälle "
        "meldung fehlermeldung* mängel mangel warnung*"
    ),
    S.OCCUR: (
        "aufgetreten aufgetaucht auftritt tritt_auf tritt kommt erscheint erschienen wiederholt vorgekommen taucht "
        "passiert"
    ),
    S.STILL: (
        "immer_noch noch_immer weiterhin weiter nach_wie_vor unverändert immernoch dauernd ständig weiterhin_nicht"
    ),
    S.YET: "noch bisher_nicht",
    S.AGAIN: "wieder erneut schon_wieder abermals nochmals",
    S.BACK: "wieder_da ist_da sind_da zurück zurückgekommen zurückgekehrt wiedergekommen",
    S.SAME: "gleiche gleichen gleicher gleiches selbe dieselbe derselbe dasselbe genauso selber_fehler das_gleiche",
    S.PERSIST: "besteht bestehen bleibt bleiben geblieben dauert_an existiert hält_an",
    S.CHANGE: "änder* geändert veränder* verbesserung fortschritt* gebracht unterschied bewirkt",
    S.WORSE: "schlimmer schlechter verschlimmert verschlechtert",
    S.BETTER: "besser verbessert",
    S.DENY: (
        "auf_keinen_fall keineswegs keinesfalls ganz_und_gar_nicht überhaupt_nicht mitnichten von_wegen "
        "nie_im_leben noch_lange_nicht wieder_öffnen wieder_aufmachen erneut_öffnen neu_öffnen wiedereröffnen "
        "wieder_eröffnen bitte_öffnen fehlanzeige"
    ),
    S.AGREE: "einverstanden zustimme stimme_zu",
    S.CLOSE: "schließen schließt zumachen geschlossen abschließen beenden zu_machen schließung",
    S.PARTLY: (
        "teilweise teils zum_teil halbwegs zur_hälfte hälfte größtenteils meisten meistens überwiegend nicht_alle "
        "nicht_alles nicht_überall nicht_ganz nicht_bei_allen nicht_vollständig nicht_jede* nicht_komplett "
        "fast_alle* beinahe so_halb einigermaßen jein_teilweise mehr_oder_weniger"
    ),
    S.LIMIT: (
        "manchmal gelegentlich langsam* fehlt fehlen außer ausgenommen bis_auf hin_und_wieder ab_und_zu sporadisch "
        "stellenweise instabil stockt ruckelt zeitweise teilweise_noch schlecht komisch verzögert verzögerung leer "
        "mitunter aussetzer bricht_aber unregelmäßig zäh"
    ),
    S.ONLY: "nur lediglich bloß",
    S.BUT: "aber jedoch allerdings doch_leider trotzdem dennoch sondern obwohl nur_leider hingegen",
    S.NUMBER: "eins zwei drei vier fünf sechs sieben acht neun zehn einer eines",
    S.OF: "von",
    S.UNSURE: (
        "wird_behoben wird_gelöst wird_erledigt wird_repariert wird_gemacht wird_schon wird_wohl arbeitet_jemand "
        "vielleicht wahrscheinlich vermutlich eventuell möglicherweise wohl scheinbar anscheinend scheint sieht_gut "
        "sieht sieht_so glaube denke meine_ich hoffe hoffentlich hoffen bisher bislang bis_jetzt vorerst vorläufig "
        "momentan_noch erstmal mal_sehen schauen_wir schaun werden_sehen wird_sich abwarten warten warte werde "
        "werden melde melden morgen übermorgen später nachher probiere teste testen_wir prüfe prüfen_wir schaue "
        "ausprobieren nächste_woche bescheid antworte antwortet offen_lassen offen nicht_schließen "
        "noch_nicht_schließen weiß_nicht weiß_ich_nicht keine_ahnung bin_nicht_sicher nicht_sicher unsicher "
        "schwer_zu_sagen kann_nicht_sagen sagen urlaub krank unterwegs abwesend außer_haus nicht_im_büro "
        "weitergeleitet weitergegeben frage_nach inzwischen mittlerweile_haben entsorgt weggeworfen kein_kommentar "
        "jein ja_und_nein je_nachdem kommt_drauf auf_den_ersten_blick nicht_getestet nicht_probiert "
        "nicht_ausprobiert nicht_geprüft nicht_dazu_gekommen soweit so_weit sowet link formular letzte_mail siehe "
        "zu_früh bis_morgen bis_freitag hm hmm hmmm naja na_ja ganz_okay beobachte beobachten würde sollte müsste "
        "dürfte nicht_bestätigen angeblich eigentlich im_prinzip theoretisch fürs_erste im_moment_noch geht_so "
        "geht_schon so_lala solala verstanden kein_problem ihre_mail ihre_nachricht die_mail_erhalten"
    ),
    S.IF: "wenn falls sofern sobald solange ob",
    S.ASK: (
        "ist_es ist_das ist_der ist_die sind_die haben_sie wann warum wieso weshalb wer wo wohin wie was welche "
        "welcher welches welchen wofür womit woran wieviel soll_ich sollen_wir darf_ich dürfen_wir können_sie "
        "könnten_sie könnt_ihr kann_man ginge muss_ich verstehe_nicht"
    ),
    S.WISH: (
        "bitte_schicken bitte_senden schicken_sie senden_sie brauche brauchen benötige benötigen möchte möchten "
        "hätte hätten bräuchte bitte_noch rufen_sie bitte_rufen anrufen bitte_anrufen bitte_melden rückruf erklären "
        "erläutern übrigens nebenbei noch_eine noch_etwas noch_was einrichten_sie bitte_um könnten könnte "
        "wünsche_mir bitte_weiter"
    ),
    S.MATTER: "rechnung*",
    S.THANKS: (
        "nochmal_danke nochmals_danke noch_einmal_danke nochmal_vielen_dank nochmals_vielen_dank "
        "noch_einmal_vielen_dank danke dank dankeschön dankesehr herzlichen_dank vielen_dank besten_dank "
        "lieben_dank schönen_dank tausend_dank dankbar bedanke bedanken dankend danki vergelts_gott dankä"
    ),
    S.PRAISE: (
        "hut_ab ihr_seid_spitze ihr_seid_super ihr_seid_toll ihr_seid_klasse ihr_seid_die_besten sie_sind_spitze "
        "sie_sind_super sie_sind_die_besten sie_sind_klasse sie_sind_toll ihr_seid_großartig ihr_seid_genial "
        "ihr_seid_zauberer ihr_seid_helden gute_arbeit tolle_arbeit klasse_arbeit super_arbeit spitzenarbeit "
        "super_service toller_service klasse_service großes_lob lob respekt chapeau daumen_hoch gut_gemacht "
        "super_gemacht toll_gemacht ihr_seid_echt sie_sind_großartig beeindruckt"
    ),
    S.NICE: (
        "super toll klasse prima spitze wunderbar hervorragend perfekt großartig fantastisch genial fein hurra "
        "ausgezeichnet herrlich topp wunderbare tolle tollen wunderbaren"
    ),
    S.FAST: "schnell* rasch* prompt* zügig* flott* blitzschnell* fix",
    S.EXPECT: "erwartet gerechnet nicht_erwartet",
    S.SADLY: "leider bedauerlicherweise schade",
    S.WAS: "war waren hatte",
    S.YOU: "ihnen euch",
    S.BEFORE: "gestern zuerst zunächst anfangs früher eine_stunde",
    S.HELLO: (
        "guten_tag guten_morgen guten_abend hallo hi servus moin grüezi liebe lieber sehr_geehrte sehr_geehrter "
        "sehr_geehrtes herr frau grüß_gott"
    ),
    S.BYE: (
        "mit_freundlichen_grüßen freundliche_grüße viele_grüße beste_grüße liebe_grüße schöne_grüße herzliche_grüße "
        "mit_besten_grüßen mfg lg vg gruß grüße schönen_tag_noch schönen_abend_noch schönen_tag schönes_wochenende "
        "schönen_abend schönen_feierabend tschüss auf_wiedersehen freundlichen_gruß hochachtungsvoll wünsche"
    ),
    S.HELP: (
        "hilfe unterstützung reaktion bearbeitung lösung reparatur einsatz arbeit service info informationen "
        "nachricht antwort rückmeldung"
    ),
    S.THING: (
        "drucker* druck scanner* telefon* computer* rechner* kalender* ordner* datei* anhang anhänge seite seiten "
        "netz netzwerk* verbindung* kennwort* passwort* zugang* zugriff* konto konten system* anwendung* programm* "
        "büro* filiale* empfang lager kolleg* benutzer* nutzer* buchhaltung* chef* team* kasse kassen bildschirm* "
        "tastatur* maus festplatte* datenbank* leitung* signal* postfach* daten sicherung* zertifikat* hause haus "
        "tabelle* dokument* mails mailversand internetzugang tür türen handy* software website geräte gerät "
        "standort* abteilung* maschine*"
    ),
    S.FILL: (
        "es das dies diese dieser dieses ist sind wurde wurden sein bin hat habe haben der die den dem des ein eine "
        "einen einem mein meine meiner unser unsere unserer unserem ihr ihre ihrer sie wir ich mir mich uns euer "
        "eure eurer alles alle allen aller ganze ganzen gesamten überall jeder jede jetzt nun heute schon bereits "
        "endlich so sehr wirklich tatsächlich echt vollständig komplett absolut völlig für von_uns vom bei beim an "
        "am auf aus zu zum zur im in mit und_so hier da damit dafür vorgang können_sie_das können_sie_das_ticket "
        "sie_können können_das bitte tag woche wochenende nachmittag abend schnelle_hilfe geduld mühe bemühungen "
        "bescheid_geben geprüft getestet probiert ausprobiert überprüft kontrolliert seiten_von unserer_seite "
        "seitens hiermit meiner_seite ticket tickets fall anfrage auch sofort gleich seit seitdem mal vielen "
        "herzlichen besten schönen lieben freundliche freundlichen nette netten viele sache angelegenheit thema "
        "firma unternehmen dann also denn weil nach vor über um per mittlerweile nachdem beste zeit mehr erneuten "
        "toller wieder_alles ersten anhieb zusammen leute rasche seit_gestern seit_heute richtig korrekt "
        "zuverlässig schön dort hin neustart ändern_sie"
    ),
    S.AND: "und sowie",
    S.THAT: "dass",
}
