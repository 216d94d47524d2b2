"""What is no person's words at the end of a letter: signatures, footers of telephones, notices, list footers."""

import pytest

from mailgate.ingest.reply import footer
from mailgate.ingest.reply.quotes import Cut, cut

#: One a line; each is the footer of a telephone or a mail program.
DEVICES = """
Sent from my iPhone
Sent from my Farm Phone X3
Sent from Outlook for iOS<https://aka.example/o>
Get Outlook for Android<https://aka.example/a>
Get [Outlook for Android](https://aka.example/a)
Get BlueMail for Android
Sent via the Samsung Galaxy S10, an AT&T 5G smartphone
Sent from my mobile, please excuse any typos.
Sent with Proton Mail secure email.
(sent from a phone)
<<sent by galaxy>>
From My Iphone 6
Eva from mobile
Odesláno z iPhonu
Odesláno z mého iPadu
Odesláno ze Samsung Galaxy
Odesláno z aplikace Outlook pro Android
Získat Outlook pro Android<https://aka.example/a>
Odoslané z môjho iPhonu
Stiahnuť Outlook pre Android
Wysłane z iPhone'a
Wysłano z aplikacji Poczta systemu Windows
Pobierz aplikację Outlook dla systemu iOS
Отправлено с iPhone
Отправлено из мобильной Почты Mail.ru
Надіслано з iPhone
Von meinem iPhone gesendet
Gesendet von Outlook für Android<https://aka.example/a>
Gesendet mit der GMX Mail App
Diese Nachricht wurde von meinem Android-Mobiltelefon mit K-9 Mail gesendet.
Holen Sie sich Outlook für iOS
Envoyé de mon iPhone
Envoyé depuis Yahoo Mail pour Android
Envoyé à partir de Outlook pour iOS
Télécharger Outlook pour Android
Enviado desde mi iPhone
Inviato da iPhone
Verstuurd vanaf mijn iPad
Verzonden met Proton Mail voor iOS
Enviado do meu iPhone
Skickat från min iPhone
från min iPhone
Sendt fra min iPhone
Sendt fra Outlook til Android
Lähetetty iPhonesta
Elküldve az iPhone-omról
Trimis de pe iPhone-ul meu
iPhone'umdan gönderildi
iPhoneから送信
发自我的iPhone
從我的 iPhone 傳送
나의 iPhone에서 보냄
""".strip().split("\n")


@pytest.mark.parametrize("line", DEVICES)
def test_a_telephones_footer_is_cut(line: str) -> None:
    assert cut(f"Works.\n\n{line}\n") == Cut("Works.", line)


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my desk, is much easier than my telephone.",
        "This email was sent from way too many devices.",
        "Sent from our shop: 5 parcels.",
        "Sent by mail yesterday, nothing arrived.",
        "Get the mail server running please.",
        "Outlook for Android crashes daily.",
        "All letters are sent from the main server.",
    ],
)
def test_a_sentence_about_sending_is_no_footer(line: str) -> None:
    assert not footer.is_device(line)
    assert cut(f"Hello\n\n{line}\n").new == f"Hello\n\n{line}"


#: text -> its words; below them stands a signature
SIGNED = {
    "RFC 3676": ("Yes.\n\n-- \nEva\nphone 1", "Yes."),
    "no space, no empty line": ("Yes.\n--\nEva", "Yes."),
    "underscores": ("Yes.\n__\nEva", "Yes."),
    "a rule of dashes": ("Yes.\n\n—————\nEva Nová\neva@farm.example", "Yes."),
    "a mark in two places": ("One -- two.\n\n-- \nEva", "One -- two."),
    "a mark above a quote": ("Yes.\n-- \nEva\n\nOn 2 Nov 2026 at 10:00, Eva wrote:\n> a", "Yes."),
    "a mark below a quote": ("Yes.\n\nOn 2 Nov 2026 at 10:00, Eva wrote:\n> a\n\n-- \nEva", "Yes."),
    "a closing and a name": ("Ano.\n\nS pozdravem,\nEva", "Ano."),
    "a closing in two languages": ("Geht.\n\nMit freundlichen Grüßen / Best regards\n\nMax Muster\nIT", "Geht."),
    "a closing with contacts": ("Ano.\n\nS pozdravem\n\nEva Nová\nStatek s.r.o.\ntel. +420 777 123 456", "Ano."),
    "contacts below a name": ("Done.\n\nEva Nova\nHead of IT\n+420 777 123 456\neva@farm.example", "Done."),
    "a dash and a name": ("Yes\n\n-Eva", "Yes"),
    "rules alone": ("Yes\n\n***\n____\n  -----\n", "Yes"),
    "a notice": ("Yes\n\nThis e-mail and any attachments are confidential.\nDelete it.", "Yes"),
    "a notice with a title": ("Yes\n\nDisclaimer:\nthis letter is for the intended recipient only.", "Yes"),
    "a Czech notice": ("Ano\n\nTento e-mail a jeho přílohy jsou důvěrné a určené jen adresátovi.", "Ano"),
    "a French notice": ("Oui\n\nCe message et ses pièces jointes sont confidentiels.", "Oui"),
    "a footer of Mailman": (
        f"Yes\n\n{'_' * 47}\nusers mailing list\nusers@farm.example\nhttps://farm.example/mailman/listinfo/users",
        "Yes",
    ),
    "a footer of Google Groups": ("Yes\n\n--\nYou received this message because you are subscribed to a group.", "Yes"),
    "a warning of the server above": ("CAUTION: This email originated from outside of the company.\n\nHello", "Hello"),
}


@pytest.mark.parametrize("shape", SIGNED)
def test_a_signature_is_cut_but_kept(shape: str) -> None:
    text, words = SIGNED[shape]
    found = cut(text, name="Eva Nova")
    assert found.new == words
    assert found.quoted


def test_a_single_line_of_contact_is_a_signature_below_the_authors_name() -> None:
    text = "It works.\n\nEva Nová\n+420 777 123 456"
    assert cut(text).quoted == ""
    assert cut(text, name="Nová Eva").new == "It works."


#: Ends of letters that are words.
UNSIGNED = {
    "thanks": "It is broken.\n\nThanks,\nAlex",
    "a closing alone": "It is broken.\n\nBest Regards",
    "a closing that goes on": "It is broken.\n\nBest regards from all of us, we love it.\nReally.",
    "contacts that are asked for": "Please call:\n\nEva Nova\n+420 777 123 456\neva@farm.example",
    "addresses of machines": "Look at\n\nRouter\n192.168.1.1\n10.0.0.1",
    "pages": "Down are\n\nServer Alpha\nhttps://alpha.example\nhttps://beta.example",
    "numbers of orders": "Late are\n\nFarm\n12345678\n87654321",
    "a list with two dashes": "We need\n\n-- FOUR hoes\n-- FIVE rakes\n\nsoon",
    "an important sentence": "Hi,\n\nImportant: please fix it by Monday.\n\nBye",
    "a warning that is quoted": "Hi,\n\nWarning: disk full\nWarning: disk full\n\nWhat now?",
    "a Czech note": "Dobrý den\n\nUpozornění: server nejede od rána.\n\nDíky",
    "a question about a message": "Hi\n\nThis message appears when I log in:\n\nerror 5",
    "a picture at the end": "It looks so:\n\n[cid:image001.png]",
    "only a signature": "-- \nEva",
}


@pytest.mark.parametrize("text", UNSIGNED.values(), ids=UNSIGNED)
def test_words_at_the_end_are_no_signature(text: str) -> None:
    assert cut(text, name="Petr Malý") == Cut(text)


#: Written below a yes or thanks, like the end of a letter: it stays, or is said to be the person's own.
OWN_WORDS = {
    "a postscript below a closing": "Ok.\nMit freundlichen Grüßen\nHans\n\nPS: Der Toner ist leer",
    "a postscript below a name": "Yes, thanks.\n\nRegards\nEva\nP.S. the scanner is dead",
    "a Russian postscript": "Да, спасибо\n\nС уважением,\nИван\n\nПС: сканер всё так же",
    "a line below contacts": "Thanks.\n\nEva\n+420 777 111 222\nCall me, it is still broken.",
    "a line beside contacts": "Thanks.\n\nEva Nova\neva@farm.example still cannot log in\n+420 777 111 222",
    "a line below a closing": "Thanks.\n\nKind regards\nEva\nStill slow in the office",
    "capitals below a closing": "Danke\n\nMit freundlichen Grüßen\nEva\n\nDrucker Druckt Nicht",
    "words below a rule": "Works now\n\n-----\nnot from home, only in the shop",
    "words below a mark": "Yes, thanks.\n-- \nBut the scanner still fails",
    "words below a telephone's footer": "Thanks\n\nSent from my iPhone\n\nit is broken again",
    "a German note": "Danke\n\nHinweis: Empfänger erhalten die Mail weiterhin doppelt.",
    "a Czech letter": "Díky\n\nTento e-mail příjemci opět nedošel.",
    "an unfinished matter": "Thanks\n\nTo unsubscribe still does not work.",
    "a list of headings": "Ano\n\nOd: včera\nKomu: mně\nPředmět: tisk\nzase nejde",
    "a dash and a word": "Yes\n\n-Still",
    "a comparison": "Yes\n> 100 MB attachments fail",
    "one line below an introduction": "Dobrá\n\nDne 2. 11. 2026 v 10:00 Desk <d@x.example> napsal(a):\n\nA co tohle?",
}


@pytest.mark.parametrize("text", OWN_WORDS.values(), ids=OWN_WORDS)
def test_words_below_a_yes_stay_or_are_said_to_be_own(text: str) -> None:
    found = cut(text, name="Eva Nova")
    last = text.split("\n")[-1].removeprefix("> ")
    assert last in found.new or last in found.own


def test_own_words_are_also_among_what_was_cut() -> None:
    found = cut("Thanks\n\nSent from my iPhone\n\nit is broken again\n\n> Does it work?\n> Desk")
    assert found.new == "Thanks"
    assert found.own == "it is broken again"
    assert "it is broken again" in found.quoted


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nEva Nová\nvedoucí skladu\nStatek s.r.o.\nDlouhá 1, 602 00 Brno\n+420 777 123 456\nwww.farm.example",
        "Mit freundlichen Grüßen\nEva Nova\nLeiterin Vertrieb\nHof GmbH\nTel. +49 30 1234567",
        "Sent from my iPhone",
        "Kind regards,\nEva\n\nThis e-mail is confidential and intended only for the addressee. Delete it if need be.",
    ],
)
def test_nothing_of_a_plain_signature_is_own(signature: str) -> None:
    found = cut(f"Yes.\n\n{signature}", name="Eva Nova")
    assert (found.new, found.own) == ("Yes.", "")


#: Everyday letters to a help desk that stay whole. Their author is Eva Nová.
WHOLE = {
    "en list of recipients": "Hi\n\nImportant: the recipient list of our letter is wrong\n\nPlease fix it today.",
    "en parcel": "Hello\n\nyou received a parcel from us because of an error.\n\nSend it back",
    "en unsubscribing": "Hi,\n\nTo unsubscribe users we need access to the server.\n\nPlease grant it to Petr.",
    "en passwords": "Hello team,\n\nSecurity issue: somebody disclosed our passwords.\n\nReset all of them please",
    "en a shown notice": "Hi,\n\nI got this text:\n\nThis e-mail is confidential, for the addressee only.\n\nPhishing?",
    "en web form": "Web form\n\nName: Jan\nE-mail: jan@x.example\nPhone: 777888999\nSubject: order\nMessage: 3 PCs",
    "en two people": "Make\n\nName: Anna\nEmail: a@x.example\nPhone: 771\n\nName: Jan\nEmail: j@x.example\nPhone: 772",
    "en to be removed": "Please remove from the list\n\nPetr Novak\npetr@farm.example\n+420 777 888 999",
    "en a namesake": "Please remove from the list\n\nEva Malá\neva.mala@farm.example\n+420 777 888 999",
    "en numbered list": "1. printer\n2. scanner\n-----\n3. plotter\n\nall are dead",
    "en SQL": "Query:\n\nselect 1;\n--\nselect 2;\n\nBoth fail.",
    "en a log": "The backup fails\n\n10:00:01 ERROR disk full\n-- \nlast line of log\n\nWhat should I do?",
    "en a server said": "Hello,\n\nOn 3 November 2026 at 10:15 the server said:\n\nconnection refused\n\nCan you look?",
    "en root wrote": "Hello,\n\nAt 10:15 on 2026-11-03 root@srv1 wrote:\nkernel panic\n\nplease restart it",
    "en config": "config:\n\nfrom: a@x.example\nto: b@x.example\nsubject: test\n\nThis is ours and it does not send.",
    "en config alone": "It is\n\nfrom: a@x.example\nto: b@x.example\nsubject: test\n\nand it does not send.",
    "en meeting": "Meeting notes\n\nDate: 3.11.2026\nFrom: 10:00\nTo: 11:00\nSubject: router\n\nPlease set up the room",
    "en shell": "I typed this and it hangs:\n\n> ping server\n> tracert server\n> ipconfig\n> netstat",
    "en signature to be set": "Hello,\nplease change my signature to:\n\n-- \nEva Nová\nDirector",
    "en invoice": "Hello\n\nPlease write the total above this line in the invoice template.\n\nThanks\nEva",
    "en delete": "Please delete the account of\n\n-Petr",
    "cs log": "V logu je:\n\nOd: a@x.example\nKomu: b@x.example\nPředmět: faktura\nStav: nedoručeno\n\nProč nedošlo?",
    "cs template": "Dobrý den,\n\nprosím napište nad tuto čáru v šabloně naše logo.\n\nDíky",
    "cs servers": "Ahoj,\n\nServer1: OK\nServer2: down\n___\nProsím restart serveru 2",
    "cs returned": "Dobrý den\n\nTento e-mail příjemci nedorazil, vrátil se.\n\nProsím o kontrolu",
    "cs meeting": "Přesuňte schůzku\n\nDatum: 3. 11. 2026\nOd: Praha\nKomu: celý tým\nPředmět: porada\n\nA projektor.",
    "sk": "Dobrý deň\n\nTáto správa príjemcovi neprišla.\n\nPredmet: VPN\nOd: včera\nKomu: mne\nnefunguje",
    "pl": "Dzień dobry\n\nUwaga: odbiorca nie dostaje faktur.\n\n-----\nProszę o pomoc",
    "ru": "Здравствуйте\n\nЭто письмо получателю не дошло.\n\nПроверьте",
    "ru form": "Добрый день.\n\nОтправлено: 3 документа\nОт: бухгалтерии\nКому: в налоговую\n\nНе дошли.",
    "uk": "Вітаю\n\nУвага: адресат не отримує листів.\n\n---\nПеревірте, будь ласка",
    "de": "Guten Tag\n\nDiese E-Mail an unsere Empfänger kommt nicht an.\n\nBitte prüfen.",
    "de signature": "Hallo,\n\nbitte Signatur ändern auf:\n\nMit freundlichen Grüßen\nHans Meier\nTel. +49 30 1234567",
    "fr": "Bonjour\n\nCe message au destinataire est refusé par votre serveur.\n\nPouvez-vous vérifier ?",
    "fr form": "De : Paris\nÀ : Lyon\nObjet : transfert\nDate : 3/11/2026\n\nMerci de faire le nécessaire",
}


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_an_everyday_letter_stays_whole(text: str) -> None:
    assert cut(text, name="Eva Nová") == Cut(text)


def test_a_mark_in_the_middle_of_a_long_letter_cuts_nothing() -> None:
    text = "First.\n--\n" + "A line of the same letter.\n" * 30 + "Last."
    assert cut(text) == Cut(text)
