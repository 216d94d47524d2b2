"""German: what its words say to "is it solved?"."""

from mailgate.lifecycle.answer.sense import Sense

S = Sense
WORDS = {
    S.YES: (
        "ja jaa jup jep jepp joa jo jawohl klar bestätige bestätigt bestätigen genau natürlich stimmt "
        "kann_ich_bestätigen kann_bestätigen jaja ja_ja ja_genau ja_klar ja_bestätigt kann_es_bestätigen "
        "kann_das_bestätigen können_wir_bestätigen kann_ich_nur_bestätigen hiermit_bestätige jawoll jau jou jupp yep "
        "yes selbstverständlich richtig_ja auf_jeden_fall absolut_ja definitiv bestätige_die_lösung "
        "bestätige_die_behebung bestätige_das bestätige_hiermit bestätigen_die_lösung kann_die_lösung_bestätigen"
    ),
    S.NO: "nein nee nö ne neee nie nicht_wirklich nein_nein nö_nö leider_nein nope",
    S.NOT: (
        "nicht nichts kein keine keinen keinem keiner keinerlei niemals niemand nirgends weder kaum nix ned net keines "
        "keins nirgendwo nimmer gar_nichts unmöglich"
    ),
    S.WITHOUT: "ohne",
    S.GOOD: (
        "funktioniert funktionieren funktioniert_wieder geht gehts läuft laufen klappt klappts klappen in_ordnung i_o "
        "io gut alles_gut bestens passt weg zufrieden einwandfrei tadellos problemlos reibungslos fehlerfrei "
        "wie_gewünscht wie_gewohnt wie_neu wie_geschmiert wie_am_schnürchen wie_vorgesehen wie_es_soll wie_erwartet "
        "normal zurück_im_normalbetrieb funktionstüchtig online rund prima_läuft nichts_hinzuzufügen sauber stabil "
        "im_griff kommen_an kommt_an läufts läuft_wieder klappt_wieder geht_wieder gehen_wieder funzt fluppt flutscht "
        "schnurrt brummt passt_alles passt_so passt_wieder alles_bestens alles_okay alles_klar alles_in_butter "
        "alles_im_grünen_bereich im_grünen_bereich im_lot im_grünen paletti wie_es_sein_soll wie_es_sein_sollte "
        "wie_es_sollte wie_sichs_gehört wie_gehabt wie_früher wie_vorher wie_immer wie_vereinbart wie_besprochen "
        "wie_gewollt wie_bestellt wie_ne_eins wie_eine_eins wie_am_ersten_tag zu_unserer_zufriedenheit "
        "zu_meiner_zufriedenheit zu_voller_zufriedenheit zufriedenheit verfügbar nutzbar benutzbar betriebsbereit "
        "einsatzbereit in_betrieb fehlerlos störungsfrei anstandslos mängelfrei keine_weiteren_fragen "
        "keine_fragen_mehr keine_offenen_fragen keine_einwände keine_beanstandungen keine_mängel "
        "keine_weiteren_anliegen nichts_mehr_zu_beanstanden nichts_zu_beanstanden nichts_zu_meckern nix_zu_meckern "
        "nichts_auszusetzen mehr_brauche_ich_nicht genau_so genau_das_wollte genau_das_brauchte hinbekommen hingehauen "
        "haut_hin funktional normalbetrieb normalzustand wieder_normal top_in_ordnung wieder_im_lot wieder_gut "
        "wieder_heil heil intakt überstanden habe_zugriff haben_zugriff habe_zugang zugriff_habe zugriff_ist_da "
        "zugang_ist_da wie_es_sein_muss richtig_eingestellt korrekt_eingestellt richtig_eingerichtet "
        "korrekt_eingerichtet alles_richtig alles_korrekt zuverlässig_läuft internet_ist_da"
    ),
    S.DONE: (
        "gelöst behoben erledigt repariert fertig geholfen wiederhergestellt bereinigt gefixt beseitigt abgeschlossen "
        "entsperrt geklärt freigeschaltet hat_geklappt geklappt korrigiert gerichtet verschwunden gelungen geglückt "
        "aufgelöst bewältigt ausgebessert instandgesetzt hinzugefügt geliefert aktiviert freigegeben gerettet "
        "geschafft erfolg erfolgreich gefruchtet gewirkt beheben_können beendet_ist hats_gebracht hat_geholfen "
        "hats_behoben hat_es_gelöst löste_das hat_das_problem_gelöst wiederbelebt besteht_nicht_mehr "
        "existiert_nicht_mehr"
    ),
    S.ACT: (
        "hilft druckt drucken_wieder scannt klingelt klingeln öffnet öffnen_sich öffnen_wieder verbindet verbunden "
        "lädt laden startet anmelden_kann speichert sendet empfängt synchronisiert angemeldet eingeloggt angekommen "
        "zeigt_an erreichbar arbeitet arbeiten_wieder erreiche sehe sehen_wir komme_rein komme_wieder kommen_wieder "
        "kommt_wieder reagiert hören höre hört druckt_wieder drucke scanne scannen_wieder klingelt_wieder öffne "
        "öffnet_sich verbinde verbunden_wieder lädt_wieder startet_wieder hochgefahren fährt_hoch starten_wieder "
        "anmelden_können anmelden_funktioniert einloggen_können einloggen_funktioniert reingekommen bin_wieder_drin "
        "sind_wieder_drin speichern_wieder sende empfange empfangen_wieder erhalte angekommen_sind synchronisieren "
        "zeigen angezeigt sichtbar hörbar reagieren antworten_wieder akzeptiert nimmt_an arbeite arbeiten_können "
        "telefoniere leuchtet lädt_auf bootet exportiert importiert gedruckt gescannt ausgedruckt liest "
        "erreichen_wieder nutzen_wieder hat_geladen ist_geladen es_geladen lebt lebt_wieder kommen_jetzt_an "
        "kommen_wieder_an kommen_alle_an kommen_normal_an kommen_nun_an aktualisiert_sich spielt_ab überträgt zählt"
    ),
    S.DO: (
        "drucken scannen anmelden einloggen öffnen verbinden senden verschicken empfangen speichern arbeiten "
        "telefonieren zugreifen starten rein reinkommen nutzen benutzen erreichen abrufen herunterladen aufrufen "
        "ausdrucken einscannen einwählen aufmachen hochladen hochfahren einschalten anschalten bearbeiten lesen "
        "ansehen anschauen abspielen kopieren exportieren importieren buchen verbuchen verwenden durchkommen wählen "
        "reingehen erstellen löschen angenommen erkannt gefunden geladen gesendet gespeichert geöffnet zugestellt "
        "verschickt"
    ),
    S.CAN: "kann können konnte konnten lässt lassen könnens kanns konnt schaffe schaffen gelingt möglich",
    S.WORKED: "funktionierte lief liefen ging klappte hielt funktioniert_hat klappten gingen druckte",
    S.BAD: (
        "kaputt* defekt* tot abgestürzt abstürzt gestört* ausgefallen* bricht abgebrochen abgelehnt verweigert "
        "blockiert* gesperrt* stumm nutzlos eingefroren down nutzt_nichts unbrauchbar fehlgeschlagen schlägt_fehl "
        "fällt_aus ungelöst offline steht futsch im_eimer im_arsch am_arsch hinüber schrott müll scheiße katastrophe "
        "desaster drama frechheit sauerei lahm_gelegt lahmgelegt lahm liegt_flach liegt_lahm liegen_flach tut_nichts "
        "tut_sich_nichts tut_nicht tut_nix tut_sich_nix tuts_nicht macht_nichts macht_nix aufgehängt hängen_geblieben "
        "hängengeblieben eingefroren_wieder eingefrorener bleibt_hängen bleibt_stehen bleibt_schwarz stürzen crasht "
        "gecrasht abschmiert schmiert_ab abgeschmiert abgekackt kackt_ab streiken bocken spinnen spackt zickt_rum "
        "verweigern verweigert_den wirft_mich wirft_uns rausgeworfen rausgeflogen fliege_raus fliegen_raus fliegt_raus "
        "schmeißt ausgeloggt abgemeldet loggt_aus loggt_mich getrennt abgerissen reißt_ab bricht_zusammen "
        "zusammengebrochen brach_zusammen ausgestiegen aussteigt steigt_aus ausgegangen geht_aus gehen_aus lehnt_ab "
        "lehnt_mein unerreichbar ausser_betrieb funktionslos funktionsunfähig nicht_funktionsfähig dreht_sich "
        "kreis_dreht rädchen ladekreis pfeift brummt_laut kracht sinnlos zwecklos vergeblich erfolglos ergebnislos "
        "taub antwortet_nicht antworten_nicht kein_internet kein_netz kein_empfang kein_signal keinen_zugriff "
        "keinen_zugang kein_zugriff kein_zugang keine_verbindung kein_ton kein_bild endet_mit_einem_fehler "
        "endet_mit_fehler endet_im_fehler ohne_internet ohne_zugriff ohne_zugang ohne_verbindung ohne_netz ohne_mail "
        "ohne_telefon ohne_signal"
    ),
    S.FAULT: (
        "fehler* problem* störung* einwand einwände beschwerde* beanstandung* schwierigkeit* ausfall ausfälle meldung "
        "fehlermeldung* mängel mangel warnung* fehlermeldungen error bug bugs macke* makel tücke* ärger komplikation* "
        "unregelmäßigkeiten panne* unterbrechung* abbruch abbrüche"
    ),
    S.OCCUR: (
        "aufgetreten aufgetaucht auftritt tritt_auf tritt kommt erscheint erschienen wiederholt vorgekommen taucht "
        "passiert auftauchte auftaucht auftauchen taucht_auf tauchte trat wiederholte wiederholen kehrt_zurück "
        "kommt_zurück erscheinen poppt ploppt poppt_auf springt_auf"
    ),
    S.STILL: (
        "immer_noch noch_immer weiterhin weiter nach_wie_vor unverändert immernoch dauernd ständig immer_wieder "
        "fortwährend andauernd dauerhaft_nicht unentwegt permanent bis_heute bis_dato"
    ),
    S.YET: "noch bisher_nicht",
    S.AGAIN: "wieder erneut schon_wieder abermals nochmals",
    S.BACK: "wieder_da ist_da sind_da zurück zurückgekommen zurückgekehrt wiedergekommen",
    S.SAME: (
        "gleiche gleichen gleicher gleiches selbe dieselbe derselbe dasselbe genauso selber_fehler das_gleiche "
        "das_selbe das_gleiche_wie das_selbe_wie dasselbe_wie gleich_geblieben identisch* genau_dasselbe "
        "genau_das_gleiche immer_das_gleiche selben selber beim_alten"
    ),
    S.PERSIST: "besteht bestehen bleibt bleiben geblieben dauert_an existiert hält_an",
    S.CHANGE: (
        "änder* geändert veränder* verbesserung fortschritt* gebracht unterschied bewirkt verbesserungen getan "
        "besserung wirkung ergebnis effekt"
    ),
    S.WORSE: "schlimmer schlechter verschlimmert verschlechtert",
    S.BETTER: "besser verbessert",
    S.DENY: (
        "auf_keinen_fall keineswegs keinesfalls ganz_und_gar_nicht überhaupt_nicht mitnichten von_wegen nie_im_leben "
        "noch_lange_nicht wieder_öffnen wieder_aufmachen erneut_öffnen neu_öffnen wiedereröffnen wieder_eröffnen "
        "bitte_öffnen fehlanzeige leider_gar_nicht nie_und_nimmer nicht_im_geringsten nicht_die_bohne kein_bisschen "
        "mit_sicherheit_nicht tut_sich_gar_nichts keine_änderung keine_veränderung keine_besserung keine_verbesserung "
        "keine_wirkung keinen_unterschied null_änderung null_wirkung bitte_wieder_öffnen bitte_erneut_öffnen "
        "bitte_wiedereröffnen ticket_wieder_öffnen soll_das_ein_witz_sein wollen_sie_mich_veräppeln "
        "wollt_ihr_mich_veräppeln ihr_macht_witze sie_machen_witze schlechter_scherz schlechter_witz pustekuchen "
        "denkste schön_wärs nicht_besser nichts_besser nichts_ist_besser nicht_verbessert nichts_verbessert "
        "nicht_vorangekommen keinen_schritt_weiter wurde_nicht_besser"
    ),
    S.AGREE: "einverstanden zustimme stimme_zu",
    S.CLOSE: (
        "schließen schließt zumachen geschlossen abschließen beenden zu_machen schließung können_geschlossen "
        "kann_geschlossen_werden kann_zu dürfen_schließen schließe schließen_wir zugemacht zuzumachen abhaken abgehakt "
        "dürfen_sie_schließen gerne_schließen gern_schließen"
    ),
    S.PARTLY: (
        "teilweise teils zum_teil halbwegs zur_hälfte hälfte größtenteils meisten meistens überwiegend nicht_alle "
        "nicht_alles nicht_überall nicht_ganz nicht_bei_allen nicht_vollständig nicht_jede* nicht_komplett fast_alle* "
        "beinahe so_halb einigermaßen jein_teilweise mehr_oder_weniger zu_teilen in_teilen zum_größten_teil "
        "zum_großen_teil fast_alles fast_überall fast nahezu nur_teilweise nur_zum_teil weitgehend"
    ),
    S.LIMIT: (
        "manchmal gelegentlich langsam* fehlt fehlen außer ausgenommen bis_auf hin_und_wieder ab_und_zu sporadisch "
        "stellenweise instabil stockt ruckelt zeitweise teilweise_noch schlecht komisch verzögert verzögerung leer "
        "mitunter aussetzer bricht_aber unregelmäßig zäh seltener selten weniger_oft weniger_häufig stockend "
        "schleppend lahmer lahmt lahme träge schleichend schneckentempo dauert_ewig dauert_lange braucht_ewig "
        "unvollständig mangelt vermisse vermissen schwankt schwankend unzuverlässig holprig hakelig hängt_manchmal "
        "lückenhaft gestückelt abgehackt einige einigen manche manchen einzelne einzelnen der_andere die_andere "
        "das_andere die_anderen der_zweite die_zweite das_zweite einem_kollegen einer_kollegin ein_kollege "
        "eine_kollegin"
    ),
    S.ONLY: "nur lediglich bloß ausschließlich",
    S.BUT: (
        "aber jedoch allerdings doch_leider trotzdem dennoch sondern obwohl nur_leider hingegen indes indessen wobei "
        "nichtsdestotrotz gleichwohl wenngleich andererseits ansonsten sonst doch_nicht"
    ),
    S.NUMBER: "eins zwei drei vier fünf sechs sieben acht neun zehn einer eines",
    S.OF: "von",
    S.UNSURE: (
        "wird_behoben wird_gelöst wird_erledigt wird_repariert wird_gemacht wird_schon wird_wohl arbeitet_jemand "
        "vielleicht wahrscheinlich vermutlich eventuell möglicherweise wohl scheinbar anscheinend scheint sieht_gut "
        "sieht sieht_so glaube denke meine_ich hoffe hoffentlich hoffen vorläufig momentan_noch erstmal mal_sehen "
        "schauen_wir schaun werden_sehen wird_sich abwarten werde werden melde melden morgen übermorgen später nachher "
        "probiere teste testen_wir prüfe prüfen_wir schaue ausprobieren nächste_woche bescheid antworte antwortet "
        "weiß_nicht weiß_ich_nicht keine_ahnung bin_nicht_sicher nicht_sicher unsicher schwer_zu_sagen "
        "kann_nicht_sagen sagen urlaub krank unterwegs abwesend außer_haus nicht_im_büro weitergeleitet weitergegeben "
        "frage_nach inzwischen mittlerweile_haben entsorgt weggeworfen kein_kommentar jein ja_und_nein je_nachdem "
        "kommt_drauf auf_den_ersten_blick nicht_getestet nicht_probiert nicht_ausprobiert nicht_geprüft "
        "nicht_dazu_gekommen soweit so_weit sowet link formular letzte_mail siehe bis_morgen bis_freitag hm hmm hmmm "
        "naja na_ja ganz_okay beobachte beobachten würde sollte müsste dürfte nicht_bestätigen angeblich eigentlich "
        "im_prinzip theoretisch fürs_erste im_moment_noch geht_so geht_schon so_lala solala verstanden kein_problem "
        "ihre_mail ihre_nachricht die_mail_erhalten könnte_sein müsste_jetzt sollten sollte_jetzt möchte_noch_testen "
        "nehme_an ich_nehme_an meines_wissens soviel_ich_weiß soweit_ich_sehe soweit_ich_weiß so_weit_ich "
        "soweit_so_gut kollegin_sagt kollege_sagt sagt sagte meinte meint hörte gehört_dass habe_gehört denken glauben "
        "schätze schätzungsweise annehmen probieren_wir versuche versuchen teste_ich testen prüfen frage fragen "
        "nachfragen frage_meine leite leiten_wir leite_weiter weiterleiten weitergereicht bin_nicht_da nicht_am_platz "
        "nicht_am_rechner nicht_am_arbeitsplatz nicht_vor_ort dienstreise elternzeit mutterschutz ruhestand "
        "nicht_mehr_tätig nicht_mehr_im_unternehmen arbeite_hier_nicht arbeite_nicht_mehr verlasse_die_firma "
        "verlasse_das_unternehmen nachfolger nachfolgerin mal_gucken mal_schaun schaumama schau_ma schauen_wir_mal "
        "gucken_wir wird_sich_zeigen zeigt_sich_noch noch_zu_früh einstweilen einstweilig provisorisch notdürftig "
        "ungefähr ziemlich_sicher vielleicht_ja weiß_es_nicht kann_ich_nicht_sagen kann_ich_nicht_beurteilen "
        "nicht_beurteilen benutze_ich_selten nutze_ich_selten lassen_sie_es_offen lasst_es_offen verfolge_weiter "
        "behalten_im_auge im_auge bekomme_ich_noch noch_nicht_getestet noch_nicht_probiert keine_zeit "
        "keine_gelegenheit nicht_die_zeit zu_testen zu_prüfen überprüfen war_noch_nicht_im war_noch_nicht_da "
        "war_nicht_im war_nicht_da das_ist_kein das_ist_keine es_ist_kein es_ist_keine ist_kein_fehler "
        "ist_kein_problem ist_keine_störung ganz_gut ganz_ok ganz_brauchbar gelegenheit möglichkeit arbeite_ich_nicht "
        "arbeite_nicht arbeite_heute_nicht ich_arbeite_nicht"
    ),
    S.IF: (
        "wenn falls sofern sobald solange ob vorausgesetzt unter_der_bedingung für_den_fall gesetzt_den_fall "
        "immer_wenn insofern"
    ),
    S.ASK: (
        "ist_es ist_das ist_der ist_die sind_die haben_sie wann warum wieso weshalb wer wo wohin wie was welche "
        "welcher welches welchen wofür womit woran wieviel soll_ich sollen_wir darf_ich dürfen_wir können_sie "
        "könnten_sie könnt_ihr kann_man ginge muss_ich verstehe_nicht inwiefern inwieweit wessen wem wen wodurch worum "
        "wozu weswegen woher welchem kannst_du könntest_du könnten_wir gibt_es geht_das habt_ihr hast_du dürfte_ich "
        "könnte_ich"
    ),
    S.WISH: (
        "bitte_schicken bitte_senden schicken_sie senden_sie brauche brauchen benötige benötigen möchte möchten hätte "
        "hätten bräuchte bitte_noch rufen_sie bitte_rufen anrufen bitte_anrufen bitte_melden rückruf erklären "
        "erläutern übrigens nebenbei noch_eine noch_etwas noch_was einrichten_sie bitte_um könnten könnte wünsche_mir "
        "bitte_weiter schicken_bitte bitte_prüfen bitte_nachsehen bitte_einrichten bitte_ändern bitte_nochmal "
        "bitte_noch_einmal bitte_noch_mal bitte_beheben bitte_reparieren bitte_ergänzen bitte_helfen bitte_um_rückruf "
        "rufen_sie_mich ruf_mich ruft_mich ruft_an schickt schicken brauchen_wir verlange verlangen fordere fordern "
        "helfen_sie helft sehen_sie schauen_sie kümmern_sie reparieren_sie beheben_sie tauschen_sie_bitte bestellen "
        "zudem_bräuchte außerdem"
    ),
    S.MATTER: "rechnung* angebot* vertrag* preis* bestellung* gutschrift* lieferschein*",
    S.THANKS: (
        "nochmal_danke nochmals_danke noch_einmal_danke nochmal_vielen_dank nochmals_vielen_dank "
        "noch_einmal_vielen_dank danke dank dankeschön dankesehr herzlichen_dank vielen_dank besten_dank lieben_dank "
        "schönen_dank tausend_dank dankbar bedanke bedanken dankend danki vergelts_gott dankä danke_euch danke_ihnen "
        "danke_schön danke_sehr danke_vielmals vielen_lieben_dank recht_herzlichen_dank ganz_herzlichen_dank "
        "allerbesten_dank merci_vielmals dankscheen daunkschee wir_danken danken ich_danke besten_dank_auch "
        "lieben_dank_euch thx_euch"
    ),
    S.PRAISE: (
        "hut_ab ihr_seid_spitze ihr_seid_super ihr_seid_toll ihr_seid_klasse ihr_seid_die_besten sie_sind_spitze "
        "sie_sind_super sie_sind_die_besten sie_sind_klasse sie_sind_toll ihr_seid_großartig ihr_seid_genial "
        "ihr_seid_zauberer ihr_seid_helden gute_arbeit tolle_arbeit klasse_arbeit super_arbeit spitzenarbeit "
        "super_service toller_service klasse_service großes_lob lob respekt chapeau daumen_hoch gut_gemacht "
        "super_gemacht toll_gemacht ihr_seid_echt sie_sind_großartig beeindruckt ihr_seid_die_größten "
        "ihr_seid_einfach_super ihr_seid_einfach_spitze ihr_seid_einfach_klasse ihr_seid_echt_super "
        "ihr_seid_echt_spitze ihr_seid_echt_klasse ihr_seid_fantastisch ihr_seid_wunderbar ihr_seid_der_hammer "
        "ihr_seid_top ihr_seid_profis sie_sind_ein_schatz sie_sind_ein_engel sie_sind_großartig_danke "
        "sie_sind_ein_held du_bist_ein_schatz du_bist_ein_engel du_bist_super du_bist_der_beste du_bist_die_beste "
        "du_bist_spitze du_bist_klasse du_bist_toll bist_ein_schatz spitzenleistung spitzenservice spitzenmäßig "
        "super_leistung tolle_leistung starke_leistung starkes_team tolles_team super_team klasse_team bester_service "
        "guter_service prima_service prima_arbeit saubere_arbeit super_support toller_support klasse_support "
        "guter_support weiter_so daumen_hoch_für kompliment komplimente ganz_großes_kino vorbildlich professionell "
        "kompetent hilfsbereit zuvorkommend"
    ),
    S.NICE: (
        "super toll klasse prima spitze wunderbar hervorragend perfekt großartig fantastisch genial fein hurra "
        "ausgezeichnet herrlich topp wunderbare tolle tollen wunderbaren spitzenmäßig_danke exzellent phantastisch "
        "hammer mega geil bombe bombig grandios sensationell erstklassig vorzüglich wunderschön ideal perfekte "
        "super_duper juhu juhuu yippie jippie hurra_hurra halleluja cool stark sagenhaft herzlich traumhaft famos "
        "sonst_nichts nichts_weiter nichts_zu_danken"
    ),
    S.FAST: (
        "schnell* rasch* prompt* zügig* flott* blitzschnell* fix umgehend* unverzüglich* sofortig* postwendend "
        "zeitnah* blitzartig"
    ),
    S.EXPECT: "erwartet gerechnet nicht_erwartet",
    S.SADLY: "leider bedauerlicherweise schade versuch versuche_danke",
    S.WAS: "war waren hatte",
    S.YOU: "ihnen euch",
    S.BEFORE: (
        "gestern zuerst zunächst anfangs früher eine_stunde vorgestern neulich ehemals vorhin vormals letzte_woche "
        "eben_noch vorher"
    ),
    S.HELLO: (
        "guten_tag guten_morgen guten_abend hallo hi servus moin grüezi liebe lieber sehr_geehrte sehr_geehrter "
        "sehr_geehrtes herr frau grüß_gott hallo_zusammen guten_tag_zusammen guten_morgen_zusammen hallo_team "
        "liebes_team liebe_kollegen liebes_supportteam liebes_support_team sehr_geehrte_damen_und_herren damen herren "
        "tag_zusammen mahlzeit morgen_zusammen hey hallöchen tach moinsen servus_zusammen grüß_dich grüß_euch hoi salü "
        "grüß_sie kollegen_hallo leute_hallo"
    ),
    S.BYE: (
        "mit_freundlichen_grüßen freundliche_grüße viele_grüße beste_grüße liebe_grüße schöne_grüße herzliche_grüße "
        "mit_besten_grüßen mfg lg vg gruß grüße schönen_tag_noch schönen_abend_noch schönen_tag schönes_wochenende "
        "schönen_abend schönen_feierabend tschüss auf_wiedersehen freundlichen_gruß hochachtungsvoll wünsche "
        "mit_freundlichem_gruß mit_herzlichen_grüßen mit_lieben_grüßen mit_vielen_grüßen mit_bestem_gruß "
        "mit_schönen_grüßen sonnige_grüße bg hg mit_kollegialen_grüßen schönen_tag_euch schönen_tag_ihnen "
        "einen_schönen_tag noch_einen_schönen_tag schönen_restlichen schöne_woche schöne_feiertage frohe_feiertage "
        "frohe_weihnachten frohe_ostern schöne_ostern schöne_weihnachten guten_rutsch schönen_urlaub "
        "schönen_nachmittag angenehmen_tag angenehmes_wochenende ein_schönes_wochenende erholsames_wochenende "
        "guten_start bis_bald bis_dann bis_zum_nächsten_mal ciao tschau tschö ade pfiat baba servus_und_danke "
        "alles_gute alles_liebe macht_es_gut machts_gut wünscht wünschen"
    ),
    S.HELP: (
        "hilfe unterstützung reaktion bearbeitung lösung reparatur einsatz arbeit service info informationen nachricht "
        "antwort rückmeldung rat ratschlag tipp tipps hinweis hinweise anleitung austausch instandsetzung beratung "
        "erklärung betreuung kundendienst kundenservice freischaltung einrichtung behebung fehlerbehebung "
        "problemlösung rückmeldungen"
    ),
    S.THING: (
        "drucker* druck scanner* telefon* computer* rechner* kalender* ordner* datei* anhang anhänge seite seiten netz "
        "netzwerk* verbindung* kennwort* passwort* zugang* zugriff* konto konten system* anwendung* programm* büro* "
        "filiale* empfang lager kolleg* benutzer* nutzer* buchhaltung* chef* team* kasse kassen bildschirm* tastatur* "
        "maus festplatte* datenbank* leitung* signal* postfach* daten sicherung* zertifikat* hause haus tabelle* "
        "dokument* mails mailversand internetzugang tür türen handy* software website geräte gerät standort* "
        "abteilung* maschine* kabel* steckdose* stecker* buchse* einstellung* update* konfiguration* treiber* lizenz* "
        "modul* bericht* etikett* lesegerät* terminal* kamera* ton klang bild mikrofon* mikro headset* kopfhörer* "
        "lautsprecher* kopierer* fax* intranet webshop* shop halle werkstatt produktion schule* sekretariat* zentrale "
        "anrufe gespräche adressbuch kontakte liste listen browser* taste tasten menü karte karten chip tor tore licht "
        "lampe* batterie* akku* papier* netzteil* version* profil* gruppe* berechtigung* rechte kunde kunden "
        "techniker* monteur* admin* it_abteilung niederlassung* labor praxis empfangs besprechungsraum raum räume "
        "zimmer arbeitsplatz arbeitsplätze station* notebook* tablet* anlage anlagen mitarbeiter* leute_hier "
        "geschäftsleitung leitung leiter portal* pdf pdfs remote* fernzugriff* homeoffice home_office citrix rezeption "
        "zeiterfassung waage* kassa kassensystem gäste patienten anmeldung"
    ),
    S.FILL: (
        "es das dies diese dieser dieses ist sind wurde wurden sein bin hat habe haben der die den dem des ein eine "
        "einen einem mein meine meiner unser unsere unserer unserem ihr ihre ihrer sie wir ich mir mich uns euer eure "
        "eurer alles alle allen aller ganze ganzen gesamten überall jeder jede jetzt nun heute schon bereits endlich "
        "so sehr wirklich tatsächlich echt vollständig komplett absolut völlig für von_uns vom bei beim an am auf aus "
        "zu zum zur im in mit und_so hier da damit dafür vorgang können_sie_das können_sie_das_ticket sie_können "
        "können_das bitte tag woche wochenende nachmittag abend schnelle_hilfe geduld mühe bemühungen bescheid_geben "
        "seiten_von unserer_seite seitens hiermit meiner_seite ticket tickets fall anfrage auch sofort gleich seit "
        "seitdem mal vielen herzlichen besten schönen lieben freundliche freundlichen nette netten viele sache "
        "angelegenheit thema firma unternehmen dann also denn weil nach vor über um per mittlerweile nachdem beste "
        "zeit mehr erneuten toller wieder_alles ersten anhieb zusammen leute rasche seit_gestern seit_heute richtig "
        "korrekt zuverlässig schön dort hin neustart ändern_sie gerade eben soeben ebengerade grad grade probierte "
        "getestet_und versucht_und ausprobiert_und neustart_gemacht entschuldigung entschuldigen entschuldigt sorry "
        "verzeihung pardon tut_mir_leid_für tut_mir_leid_dass verspätete späte spät verspätung_der_antwort "
        "für_die_verspätung für_die_verzögerung für_die_verspätete_antwort für_die_späte_antwort erst_jetzt erst_heute "
        "ach aha oh ah achso ach_so na_also na_endlich endlich_mal seit_montag seit_dienstag seit_mittwoch "
        "seit_donnerstag seit_freitag seit_samstag seit_sonntag seit_letzter_woche seit_der_reparatur "
        "seit_ihrer_reparatur seit_dem_update seit_ihrem_einsatz seit_der_änderung seither heutigen gestrigen wochen "
        "monat jahr feiertage feiertagen ostern weihnachten angenehm* erholsam* ruhig* sonnig* restliche restlichen "
        "rest jungs mädels männer das_ganze_team an_das_ganze_team an_alle an_euch an_sie an_euch_alle euch_allen "
        "ihnen_allen kollegen_danke ihrem_team eurem_team ihrem_techniker ihr_techniker abteilungsleiter* "
        "geschäftsführer* geschäftsführung teamleiter* inhaber* assistent* assistenz sachbearbeiter* einkauf verkauf "
        "vertrieb personalabteilung it_leiter dipl kg ohg ug e_k gmbh_co nach_dem_neustart nach_neustart "
        "nach_einem_neustart nach_dem_update nach_update nach_der_reparatur nach_dem_austausch nach_austausch "
        "nach_ihrer_hilfe nach_ihrem_einsatz nach_der_änderung nach_dem_wechsel nach_ändern danach neue neuen neuer "
        "neues neuem alte alten alter altes einzige einziger einziges einzigen einfach wahrlich ehrlich endgültig "
        "letztendlich letztlich schlussendlich am_ende im_endeffekt gott_sei_dank zum_glück glücklicherweise leicht "
        "glatt meinem meinen meines unseren seine seinen seiner ihren ihrem jedem jeden jedes beide beiden beides "
        "beider allesamt sämtliche unternehmens es_lag_an es_lag_am es_lag_nur_am lag lag_an lag_am wegen aufgrund "
        "dank_ihnen dank_euch dank_ihrer dank_eurer wie_sie_sagten wie_sie_gesagt_haben wie_gesagt wie_empfohlen "
        "wie_beschrieben wie_vorgeschlagen laut gemäß ihre_anleitung straße str berlin nummer nr zweimal dreimal "
        "mehrmals mehrfach einmal paar uns_allen ihm ihn ihnen_und sich man man_kann als_erledigt betrachte betrachten "
        "wir_es sehen_es sehe_es gilt bereits_seit besonders außerordentlich riesigen riesen großen großes großer "
        "große ganz dran für_uns für_mich aus_unserer_sicht aus_meiner_sicht sicht eure_hilfe ihre_hilfe fast_sofort "
        "deutlich wesentlich spürbar viel austausch_des gerne gern früh heute_früh heute_morgen normalerweise normale "
        "drinnen zwischen unter neben während durch gegen gemeinsam persönlich selbst gebäude stock stockwerk stelle "
        "ort zustand stand aktuelle aktueller muss_sagen ich_muss_sagen kann_sagen darf_sagen ihr_kollege "
        "euer_techniker euer_kollege deren dessen ihres eures unseres solche solcher keine_frage ohne_zweifel viel_los "
        "stress hektik alle_zwei alle_drei alle_vier alle_fünf allen_zwei allen_drei allen_vier allen_fünf aller_drei"
    ),
    S.AND: "und sowie",
    S.THAT: "dass",
    S.TRIED: (
        "getestet geprüft probiert ausprobiert überprüft kontrolliert gecheckt durchgetestet nachgesehen nachgeschaut "
        "nachgeprüft neugestartet neu_gestartet neuinstalliert aktualisiert gewechselt versucht gestartet eingesteckt "
        "umgesteckt installiert eingerichtet ausgetauscht ersetzt neu_installiert gemacht befolgt"
    ),
    S.WAIT: (
        "offen_lassen offen nicht_schließen noch_nicht_schließen warten warte offenlassen warten_auf "
        "zu_früh_zum_schließen weiß_nicht_weiter bisher bislang vorerst bis_jetzt zu_früh schreibt"
    ),
    S.CRASH: (
        "hängt hängen spinnt streikt hakt friert crashen stürzt zickt abstürzen flackert flimmert blinkt piept knackt "
        "rauscht bockt mucken muckt hängt_sich hängt_sich_auf stürzt_ab friert_ein bricht_ab schaltet_ab "
        "schaltet_sich_ab trennt trennt_sich unterbricht hängen_sich"
    ),
    S.STOP: "aufgehört",
}
