"""Words that every language here uses."""

from mailgate.lifecycle.answer.sense import Sense

S = Sense
WORDS = {
    S.OK: "ok oke okej okay oki oukej okey ок окей",
    S.NUMBER: "2 3 4 5 6 7 8 9 10 11 12",
    S.THANKS: "thanks thx tnx thanx merci спс thankyou",
    S.NICE: "super top bravo perfect bingo супер топ браво",
    S.THING: (
        "internet* wifi wi_fi vpn* mail mails email emails e_mail pc dns server* outlook* web* teams excel* word sap "
        "chrome edge firefox windows laptop* notebook* router* modem* monitor* интернет* впн usb lan hdmi ip "
        "teamviewer zoom skype sharepoint onedrive gmail office365 o365 crm erp eset android windows10 windows11 "
        "iphone* ipad* android* tablet* toner* wlan вайфай вай_фай"
    ),
    S.FILL: (
        "100% it e ing mgr bc phd dr gmbh sro ag ltd tel telefon_číslo mob fax gsm odesláno_z_iphonu odesláno_z_mobilu "
        "odesláno_z_mého_iphonu odesláno_z_outlooku odesláno_z_telefonu odesláno_z_iphone sent_from_my_iphone "
        "sent_from_my_phone sent_from_my_ipad sent_from_outlook sent_from_mobile sent_from_my_samsung "
        "sent_from_my_android get_outlook_for_ios get_outlook_for_android wysłane_z_iphone* wysłane_z_telefonu "
        "wysłano_z_iphone* wysłano_z_telefonu wysłane_z_outlook* отправлено_с_iphone отправлено_с_телефона "
        "отправлено_из_outlook von_meinem_iphone_gesendet gesendet_von_meinem_iphone von_meinem_handy_gesendet "
        "gesendet_von_outlook odoslané_z_iphonu odoslané_z_mobilu odoslané_z_telefonu надіслано_з_iphone "
        "надіслано_з_телефона тел моб факс"
    ),
    S.LIMIT: "50% 70% 80% 90%",
}
