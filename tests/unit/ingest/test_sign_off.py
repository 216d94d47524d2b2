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
    found = cut(text)
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


def test_a_mark_in_the_middle_of_a_long_letter_cuts_nothing() -> None:
    text = "First.\n--\n" + "A line of the same letter.\n" * 30 + "Last."
    assert cut(text) == Cut(text)
