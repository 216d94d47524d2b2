"""Which words of a letter are new: introductions, copied headers and dividers in many languages, answers in between."""

import pytest

from mailgate.ingest.reply.quotes import Cut, cut

_AT = "<eva@farm.example>"

#: How mail programs introduce the letter that is answered.
INTRODUCTIONS = {
    "cs Thunderbird": "Dne 2. 11. 2026 v 9:40 Podpora napsal(a):",
    "cs Gmail": f"po 2. 11. 2026 v 9:40 odesílatel Podpora {_AT} napsal:",
    "cs K-9": f"Dne 2. listopadu 2026 9:40:00 SEČ, Podpora {_AT} napsal:",
    "cs Seznam": f"---------- Původní e-mail ----------\nOd: Podpora {_AT}\nKomu: Petr\nDatum: 2. 11. 2026 9:40:11\n"
    "Předmět: Tisk",
    "cs Outlook": f"Od: Podpora {_AT}\nOdesláno: pondělí 2. listopadu 2026 9:40\nKomu: Petr\nPředmět: Tisk",
    "sk Gmail": f"po 2. 11. 2026 o 9:40 Podpora {_AT} napísal(a):",
    "sk Thunderbird": "Dňa 2. 11. 2026 o 9:40 Podpora napísal(a):",
    "sk Outlook": "Od: Podpora\nOdoslané: pondelok 2. novembra 2026 9:40\nKomu: Petr\nPredmet: Tlač",
    "pl Thunderbird": "W dniu 2.11.2026 o 09:40, Support pisze:",
    "pl Gmail": f"pon., 2 lis 2026 o 09:40 Support {_AT} napisał(a):",
    "pl Apple": f"Wiadomość napisana przez Support {_AT} w dniu 2 lis 2026, o godz. 09:40:",
    "pl Outlook": "Od: Support\nWysłano: poniedziałek, 2 listopada 2026 09:40\nDo: Anna\nTemat: Druk",
    "ru Gmail": f"пн, 2 нояб. 2026 г. в 09:40, Support {_AT}:",
    "ru Thunderbird": "02.11.2026 9:40, Support пишет:",
    "ru Yandex": f'02.11.2026, 09:40, "Support" {_AT}:',
    "ru mail.ru": f"Понедельник, 2 ноября 2026, 9:40 +03:00 от Support {_AT}:",
    "ru Outlook": "От: Support\nОтправлено: 2 ноября 2026 г. 9:40\nКому: Анна\nТема: Печать",
    "uk Gmail": f"пн, 2 лист. 2026 р. о 09:40 Support {_AT} пише:",
    "uk ukr.net": f'2 листопада 2026, 09:40:11, від "Support" {_AT}:',
    "de Gmail": f"Am Mo., 2. Nov. 2026 um 09:40 Uhr schrieb Support {_AT}:",
    "de Thunderbird": "Am 02.11.26 um 09:40 schrieb Support:",
    "de name first": f"Support {_AT} schrieb am Mo., 2. Nov. 2026\num 09:40 Uhr:",
    "de Yahoo": f"Am Montag, 2. November 2026, 09:40:11 MEZ hat Support {_AT} Folgendes geschrieben:",
    "de GMX": f'Gesendet: Montag, 02. November 2026 um 09:40 Uhr\nVon: "Support" {_AT}\nAn: Petr\nBetreff: x',
    "de Outlook": "Von: Support [mailto:eva@farm.example]\nGesendet: Montag, 2. November 2026\nAn: Petr\nBetreff: x",
    "de freenet": "----- Original Nachricht ----\nVon:     eva@farm.example\nAn:      Petr\nDatum:   02.11.2026",
    "en Gmail": f"On Mon, Nov 2, 2026 at 9:40 AM Support {_AT} wrote:",
    "en Gmail, broken": "On Mon, Nov 2, 2026 at 9:40 AM The Whole Support Team <\neva@farm.example> wrote:",
    "en Gmail, broken in the verb": f"On Mon, Nov 2, 2026 at 9:40 AM Support {_AT}\nwrote:",
    "en Gmail of old": f"2026-11-02 9:40 GMT+01:00 Support {_AT}:",
    "en Apple": f"On Nov 2, 2026, at 9:40 AM, Support {_AT} wrote:",
    "en Outlook": "From: Support\nSent: Monday, November 2, 2026 9:40 AM\nTo: Petr\nSubject: Printing",
    "en Outlook, bold": "*From:* Support\n*Sent:* Monday, November 2, 2026 9:40 AM\n*To:* Petr\n*Subject:* Printing",
    "en Outlook on the web": "________________________________\nFrom: Support\nSent: Monday, November 2\nTo: Petr\n"
    "Subject: Printing",
    "en Outlook Express": f"----- Original Message -----\nFrom: Support {_AT}\nTo: Petr\nSent: Monday\nSubject: x",
    "en headers apart": "From: Support\n\nSent: Monday, November 2, 2026\n\nTo: Petr\n\nSubject: Printing",
    "en Thunderbird": "On 02/11/2026 09:40, Support wrote:",
    "en Proton": f"On Monday, November 2nd, 2026 at 9:40 AM, Support {_AT} wrote:",
    "en Yahoo": f"On Monday, November 2, 2026 at 09:40:11 AM GMT+1, Support {_AT} wrote:",
    "en Zoho": f"---- On Mon, 02 Nov 2026 09:40:00 +0100 Support {_AT} wrote ----",
    "en Notes": f"-----Support {_AT} wrote: -----",
    "en Eudora": "At 09:40 AM 11/2/2026, you wrote:",
    "en a list": "Support via Farm Forum wrote:",
    "fr Gmail": f"Le lun. 2 nov. 2026 à 09:40, Support {_AT} a\nécrit :",
    "fr Thunderbird": "Le 02/11/2026 à 09:40, Support a écrit :",
    "fr Orange": f'=====\n\nMessage du 02/11/26 09:40\nDe : "Support" {_AT}\nA : petr@x.example\nCopie à : \nObjet : x',
    "fr Outlook": "De : Support\nEnvoyé : lundi 2 novembre 2026 09:40\nÀ : Petr\nObjet : Impression",
    "es Gmail": f"El lun, 2 nov 2026 a las 9:40, Support ({_AT}) escribió:",
    "es Outlook": "De: Support\nEnviado el: lunes, 2 de noviembre de 2026 9:40\nPara: Petr\nAsunto: Impresión",
    "it Gmail": f"Il giorno lun 2 nov 2026 alle ore 09:40 Support {_AT} ha\nscritto:",
    "it K-9": f'In data 2 novembre 2026 09:40:31 "Support" {_AT} ha scritto:',
    "it Outlook": "Da: Support\nInviato: lunedì 2 novembre 2026 09:40\nA: Petr\nOggetto: Stampa",
    "nl Gmail": f"Op ma 2 nov 2026 om 09:40 schreef Support {_AT}:",
    "nl Apple": f"Op 2 nov. 2026, om 09:40 heeft Support {_AT} het volgende geschreven:",
    "nl Outlook": "Van: Support\nVerzonden: maandag 2 november 2026 09:40\nAan: Petr\nOnderwerp: Printen",
    "pt Gmail": f"Em seg., 2 de nov. de 2026 às 09:40, Support {_AT} escreveu:",
    "pt Outlook": "De: Support\nEnviada em: segunda-feira, 2 de novembro de 2026 09:40\nPara: Petr\nAssunto: Impressão",
    "sv Gmail": f"Den mån 2 nov. 2026 kl 09:40 skrev Support {_AT}:",
    "sv Outlook": "Från: Support\nSkickat: den 2 november 2026 09:40\nTill: Petr\nÄmne: Utskrift",
    "da Gmail": f"man. 2. nov. 2026 kl. 09.40 skrev Support {_AT}:",
    "da Outlook": "Fra: Support\nSendt: 2. november 2026 09:40\nTil: Petr\nEmne: Print",
    "no Gmail": "man. 2. nov. 2026 kl. 09:40 skrev Support <eva@farm.example\n>:",
    "fi Gmail": "ma 2. marrask. 2026 klo 9.40 Support (eva@farm.example) kirjoitti:",
    "fi Outlook": "Lähettäjä: Support\nLähetetty: maanantai 2. marraskuuta 2026\nVastaanottaja: Petr\nAihe: Tulostus",
    "hu Gmail": f"Support {_AT} ezt írta (időpont: 2026. nov. 2., H, 9:40):",
    "hu Outlook": "Feladó: Support\nElküldve: 2026. november 2., hétfő 9:40\nCímzett: Petr\nTárgy: Nyomtatás",
    "ro Gmail": f"În lun., 2 nov. 2026 la 09:40, Support {_AT} a scris:",
    "ro Outlook": "De la: Support\nTrimis: luni, 2 noiembrie 2026 09:40\nCătre: Petr\nSubiect: Tipărire",
    "tr Gmail": f"Support {_AT}, 2 Kas 2026 Pzt, 09:40 tarihinde şunu yazdı:",
    "tr Outlook": "Kimden: Support\nGönderildi: 2 Kasım 2026 Pazartesi 09:40\nKime: Petr\nKonu: Yazdırma",
    "ja Gmail": f"2026年11月2日(月) 9:40 Support {_AT}:",
    "ja Apple": f"2026/11/02 9:40、Support {_AT}のメール:",
    "ja Outlook": f"差出人: Support {_AT}\n送信日時: 2026年11月2日 9:40\n宛先: Petr\n件名: 印刷",
    "zh Gmail": f"Support {_AT} 于2026年11月2日周一 09:40写道：",
    "zh Apple": f"在 2026年11月2日，上午9:40，Support {_AT} 写道：",
    "zh QQ": "------------------ 原始邮件 ------------------\n发件人: Support",
    "zh Outlook": f"发件人: Support {_AT}\n发送时间: 2026年11月2日 9:40\n收件人: Petr\n主题: 打印",
    "ko Gmail": f"2026년 11월 2일 (월) 오전 9:40, Support {_AT}님이 작성:",
    "el Gmail": f"Στις Δευ 2 Νοε 2026 στις 9:40 π.μ., ο χρήστης Support {_AT} έγραψε:",
    "bg Gmail": f"На пн, 2.11.2026 г. в 9:40 Support {_AT} написа:",
    "hr Gmail": f"pon, 2. stu 2026. u 09:40 Support {_AT} napisao je:",
    "sl Gmail": f"V V pon., 2. nov. 2026 ob 09:40 je oseba Support {_AT} napisala:",
    "he Gmail": "‪בתאריך יום ב׳, 2 בנוב׳ 2026 ב-9:40 מאת ‪Support‬‏ <‪eva@farm.example‬‏>:‬",
    "vi Gmail": f"Vào Th 2, 2 thg 11, 2026 vào lúc 09:40 Support {_AT} đã viết:",
    "id Gmail": f"Pada Sen, 2 Nov 2026 pukul 09.40 Support {_AT} menulis:",
}


@pytest.mark.parametrize("introduction", INTRODUCTIONS.values(), ids=INTRODUCTIONS)
def test_an_older_letter_is_cut_with_its_introduction(introduction: str) -> None:
    for below in ("\n\n> Does it?\n> Bye", "\n> Does it?\n> Bye", "\n\nDoes it?\n\nBye", "\nDoes it?\n\nBye"):
        found = cut(f"It prints now.\nThank you all.\n\n{introduction}{below}\n")
        assert found == Cut("It prints now.\nThank you all.", introduction + below)


#: Letters in which nothing may be cut.
KEPT = {
    "somebody reports what another wrote": "On Monday he wrote to me: it is down\nPlease help.",
    "the same with a date": "On 5 May 2026 at 10:30 John wrote to me:\nit is down since then.",
    "a shell prompt between words": "I ran this:\n\n$ cd shop\n> ls\n> npm start\n\nand it failed.",
    "a shell prompt at the end": "I get this:\n> error 5",
    "another shell prompt": "PS> Get-Item shop\nPS> Get-Item farm\nwhat is wrong?",
    "From: in a sentence": "From: what I see\nit does not work",
    "a log with addresses": "2026-11-02 14:30:25 up\n2026-11-02 14:30:26 ERROR to <eva@farm.example>:\n2026-11-02 down",
    "the head of a letter": "A bounce:\n\nReturn-Path: <>\nFrom: a@b.example\nTo: c@d.example\nSubject: x\n\nWhy?",
    "a journey": "Book it:\n\nFrom: Prague\nTo: Brno\nDate: 5. 5.\n\nThanks",
    "a form under a rule": "New message:\n=====\nName: Eva\nPhone: 777\nEmail: eva@farm.example\nText: hi",
    "a list with dashes": "Shopping:\n- bread\n- milk\n-beer\n\nThanks",
    "headings": "Title\n-----\nSome text here.\n\nOther\n=====\nMore text.",
    "a table": "| host | state |\n|------|-------|\n| a    | down  |\n| b    | up    |",
    "SQL comments": "SELECT 1\n--\nFROM a\n--\nFROM b\n--\nend",
    "code in fences": "Code:\n```\nOn 5 May 2026 at 10:30 Eva <a@b.example> wrote:\n> x\n-- \nx\n```\nDoes it work?",
    "a patch": "--- a/farm.py\n+++ b/farm.py\n@@ -1,2 +1,2 @@\n-old\n+new",
    "indentation": "    first\n  second",
    "empty lines": "a\n\n\n\nb",
    "a closed angle": "5 > 3\n> is a sign\nthat is all",
    "words of a divider in a sentence": "Original message was lost.\nPlease resend it.",
    "a rule in the middle": "Steps:\n1. open\n---\nThen I restarted it and it works, but why does it die again?",
    "only a quote": "> only a quote",
    "only an introduced quote": "On 2 Nov 2026 at 10:00, Eva wrote:\n> only a quote",
    "only a forwarded letter": "---------- Forwarded message ---------\nFrom: Eva <eva@farm.example>\nSubject: x\n\nHi",
    "only copied headers": "Od: Eva <eva@farm.example>\nOdesláno: pondělí\nPředmět: Tisk\n\nNejde.\n\nEva",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_merely_looks_like_a_quote_stays(text: str) -> None:
    assert cut(text, name="Petr Malý") == Cut(text)


#: text -> its new words
SHAPES = {
    "answer above": ("yes\n\n> a\n> b", "yes"),
    "answer below": ("On 2 Nov 2026 at 10:00, Eva wrote:\n> a\n> b\n\nyes", "yes"),
    "answers above and below one quote": ("yes\n\nOn 2 Nov 2026 at 10:00, Eva wrote:\n> a\n\nno", "yes\n\nno"),
    "answers in between": (
        "Hi,\nOn 2 Nov 2026 at 10:00, Eva wrote:\n> one?\n\nyes\n\n> two?\n\nno\n\n> bye",
        "Hi,\n> one?\n\nyes\n\n> two?\n\nno",
    ),
    "lines chosen by hand": ("> one?\n\nyes", "> one?\n\nyes"),
    "nested quotes": ("yes\n\nOn 2 Nov 2026 at 10:00, Eva wrote:\n> a\n> > b\n>> c\n", "yes"),
    "quoted with a bar": ("yes\n\nOn 2 Nov 2026 at 10:00, Eva wrote:\n| a\n| b\n", "yes"),
    "quoted with initials": ("yes\n\nEN> a\nEN>\nEN> b", "yes"),
    "a quoted line broken by the program": (
        "yes\n\nOn 2 Nov 2026, Eva <e@x.example> wrote:\n> " + "many words " * 6 + "go\non here\n> and here\n",
        "yes",
    ),
    "a quoted introduction": ("yes\n\n> On 2 Nov 2026, at 10:00, Eva <e@x.example> wrote:\n> \n> a\n", "yes"),
    "a request to answer above": ("yes\n\n##- Please type your reply above this line -##\n\nold", "yes"),
    "the same, Czech": ("ano\n\n---- Nad tuto čáru prosím napište odpověď ----\nstaré", "ano"),
    "a title under a rule": ("yes\n\n---\n*Previous Replies*\n\nold", "yes"),
    "Apple's forward": ("see\n\n> Begin forwarded message:\n> \n> From: Eva <e@x.example>\n> \n> old", "see"),
    "Gmail's forward": ("see\n\n---------- Forwarded message ---------\nFrom: Eva <e@x.example>\n\nold", "see"),
    "a footer and no quote marks": ("yes\n\nSent from my iPhone\n\nold words without marks", "yes"),
    "words that begin like an introduction": (
        "On the one hand, yes.\n\nOn 2 Nov, Eva wrote:\n> a",
        "On the one hand, yes.",
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_answers_stay_wherever_they_stand(shape: str) -> None:
    text, new = SHAPES[shape]
    squeezed = cut(text).new.replace("\n\n\n", "\n\n")
    assert squeezed == new


def test_every_line_is_new_or_quoted() -> None:
    for text in [*KEPT.values(), *(text for text, _ in SHAPES.values()), *INTRODUCTIONS.values()]:
        found = cut(text)
        assert _lines(f"{found.new}\n{found.quoted}") == _lines(text)


def _lines(text: str) -> list[str]:
    return sorted(line.strip() for line in text.split("\n") if line.strip())


def test_only_the_first_20_000_lines_are_looked_at() -> None:
    found = cut("hello\n" * 20_000 + "> quoted\n" * 5)
    assert found == Cut(("hello\n" * 20_000 + "> quoted\n" * 5).strip())
