"""What automatic replies say, by language; and what persons say, too, who tell that they will be away.

    calls_itself_answer(subject)   "Automatic reply: hello": the phrase alone and a delimiter; a machine's, sure enough
    begins_as_answer(subject)      the phrase with other words after it; a sign beside another one
    speaks_of_absence(words)       "I am out of the office" stands there; a sign beside another one, never alone
    says_machine_wrote_it(text)    a line begins with "This e-mail was generated automatically"

Compared without case, accents and separators, so a phrase stands here once, in plain letters. `|` parts phrases.
"""

import re
import unicodedata

#: "Automatic reply", as programs put it before the subject that they answer.
_ANSWERS = {
    "en": "automatic reply|automatic response|automated reply|automated response|automatic answer|auto reply|"
    "auto response|auto responder|autorespond|automatic email reply|automatic e-mail response|out of office autoreply|"
    "out of office automatic reply|out of the office autoreply|out of office reply|vacation response|vacation reply|"
    "automatic out of office reply|automatic acknowledgement|auto acknowledgement",
    "cs": "automaticka odpoved|automaticka odpoved mimo kancelar|odpoved v nepritomnosti|oznameni o nepritomnosti|"
    "autoodpoved|automaticka zprava o nepritomnosti",
    "sk": "automaticka odpoved|oznamenie o nepritomnosti|odpoved v nepritomnosti",
    "pl": "automatyczna odpowiedz|odpowiedz automatyczna|autoodpowiedz|auto odpowiedz|autorespond|autoresponder",
    "ru": "автоматический ответ|автоответ|автоответчик|ответ автоответчика|автоматическое сообщение об отсутствии",
    "uk": "автоматична відповідь|автовідповідь|автовідповідач",
    "de": "automatische antwort|autoantwort|auto antwort|automatische ruckantwort|automatische eingangsbestatigung|"
    "automatische empfangsbestatigung|abwesenheitsnotiz|automatische abwesenheitsnotiz|abwesenheitsmeldung|"
    "abwesenheitsbenachrichtigung|abwesenheitsantwort|abwesenheitsassistent|abwesenheitsmitteilung",
    "fr": "reponse automatique|reponse automatisee|auto reponse|reponse automatique d'absence|reponse d'absence|"
    "notification d'absence|accuse de reception automatique",
    "es": "respuesta automatica|respuesta automatizada|auto respuesta|autorrespuesta|contestacion automatica|"
    "respuesta automatica de ausencia|respuesta automatica fuera de la oficina",
    "it": "risposta automatica|autorisposta|auto risposta|risposta non al computer|risposta automatica fuori ufficio",
    "nl": "automatisch antwoord|automatische antwoord|automatische reactie|automatische beantwoording|autoantwoord|"
    "auto antwoord|automatisch afwezigheidsbericht|afwezigheidsbericht|afwezigheidsmelding|afwezigheidsassistent|"
    "automatische ontvangstbevestiging",
    "pt": "resposta automatica|autorresposta|auto resposta|resposta automatica de ausencia|resposta de ausencia",
    "sv": "automatiskt svar|autosvar|automatsvar|franvaromeddelande|automatiskt franvaromeddelande",
    "da": "automatisk svar|autosvar|automatisk besvarelse|fravaersmeddelelse|fravaersbesked",
    "no": "automatisk svar|autosvar|fravaersmelding|fravaersbeskjed|fravaersassistent",
    "fi": "automaattinen vastaus|automaattivastaus|poissaoloviesti|poissaoloilmoitus|automaattinen poissaoloviesti",
    "hu": "automatikus valasz|automatikus valaszuzenet|hazon kivuli automatikus valasz",
    "ro": "raspuns automat|raspuns automat de absenta",
    "tr": "otomatik yanit|otomatik cevap|otomatik yanit ofis disinda",
    "ja": "自動返信|自動応答|自動返答|自動回答|自動応答メッセージ|自動返信メール|不在通知|不在応答",
    "zh": "自动回复|自動回覆|自动答复|自動答覆|自動回復|自動回信|自动应答|外出自动回复",
    "ko": "자동 회신|자동 응답|자동 답장|부재중 자동 응답",
    "el, bg, hr, sr, sl": "αυτοματη απαντηση|автоматичен отговор|automatski odgovor|аутоматски одговор|"
    "samodejni odgovor|samodejen odgovor",
    "lt, lv, et, ca, vi": "automatinis atsakymas|automatiska atbilde|automaatvastus|automaatne vastus|"
    "resposta automatica|tra loi tu dong",
    "he, ar": "תשובה אוטומטית|מענה אוטומטי|رد تلقائي",
}

#: Absence, as programs and persons put it.
_ABSENCE = {
    "en": "out of office|out of the office|away from the office|away from my desk|not in the office|on vacation|"
    "on annual leave|on holiday|on maternity leave|on parental leave|currently away|limited access to my e-mail|"
    "limited access to e-mail",
    "cs": "mimo kancelar|nejsem v kancelari|nebudu v kancelari|na dovolene|mam dovolenou|cerpam dovolenou|"
    "nejsem pritom|nepritomnost|nebudu k zastizeni",
    "sk": "mimo kancelarie|nie som v kancelarii|nebudem v kancelarii|na dovolenke|cerpam dovolenku|nepritomnost",
    "pl": "poza biurem|nieobecn|na urlopie|jestem niedostepn|przebywam na urlopie",
    "ru": "нет на месте|вне офиса|в отпуске|отсутствую|буду отсутствовать",
    "uk": "поза офісом|у відпустці|відсутн",
    "de": "abwesenheit|nicht im buro|ausser haus|im urlaub|abwesend|nicht im hause|in elternzeit",
    "fr": "absent du bureau|absence du bureau|je suis absent|je suis actuellement absent|suis en conge|en conges|"
    "hors du bureau|message d'absence|en vacances",
    "es": "fuera de la oficina|fuera de oficina|estoy ausente|de vacaciones|ausencia temporal|me encuentro ausente",
    "it": "fuori ufficio|fuori sede|assente dall'ufficio|sono assente|in ferie|assenza dall'ufficio",
    "nl": "niet op kantoor|afwezig|niet aanwezig|met vakantie|op vakantie|met verlof",
    "pt": "fora do escritorio|ausente do escritorio|estou ausente|de ferias|ausencia temporaria|em ferias",
    "sv": "inte pa kontoret|ej pa kontoret|franvaro|franvarande|pa semester|har semester|tjanstledig|foraldraledig",
    "da": "ikke pa kontoret|ude af kontoret|ikke til stede|fravaer|pa ferie|holder ferie|har ferie",
    "no": "ikke pa kontoret|ute av kontoret|fravaer|pa ferie|har ferie|avviklar ferie|avvikler ferie",
    "fi": "poissa toimistolta|poissa toimistosta|en ole toimistolla|lomalla|poissaolo|olen poissa",
    "hu": "hazon kivul|irodan kivul|szabadsagon|nem vagyok az irodaban|nem tartozkodom az irodaban",
    "ro": "absent din birou|in afara biroului|in concediu|nu sunt in birou|plecat din birou",
    "tr": "ofis disinda|is yeri disinda|izindeyim|ofiste degilim|yillik izin",
    "ja": "不在にして|不在のため|休暇をいただ|休暇中|外出中|出張中",
    "zh": "不在办公室|不在辦公室|休假|外出|度假",
    "ko": "부재중|휴가 중|출장 중",
}

#: The begin of a line by which a program tells that it is one.
_CONFESSIONS = {
    "en": "this is an automat|this is an auto generated|this is an auto reply|this e-mail was automatically generated|"
    "this email was automatically generated|this email was generated automatically|"
    "this e-mail was generated automatically|this message was generated automatically|"
    "this message was automatically generated|this email has been automatically generated|"
    "this message has been automatically generated|this message was sent automatically|"
    "please do not reply to this|do not reply to this e-mail|do not reply to this email|do not reply to this message",
    "cs": "tento e-mail byl vygenerovan automaticky|tento e-mail byl automaticky vygenerovan|"
    "tato zprava byla vygenerovana automaticky|tato zprava byla automaticky vygenerovana|"
    "toto je automatick|na tento e-mail neodpovidejte|na tuto zpravu neodpovidejte|neodpovidejte prosim na t",
    "sk": "tento e-mail bol vygenerovany automaticky|tento e-mail bol automaticky vygenerovany|"
    "tato sprava bola vygenerovana automaticky|tato sprava bola automaticky vygenerovana|toto je automatick|"
    "na tento e-mail neodpovedajte|na tuto spravu neodpovedajte",
    "pl": "ta wiadomosc zostala wygenerowana automatycznie|wiadomosc wygenerowana automatycznie|"
    "to jest automatyczn|to jest wiadomosc automatyczna|prosimy nie odpowiadac na|prosze nie odpowiadac na",
    "ru, uk": "это автоматическ|это письмо создано автоматически|это письмо отправлено автоматически|"
    "данное письмо сформировано автоматически|пожалуйста не отвечайте на это|це автоматичн|"
    "будь ласка не відповідайте на цей",
    "de": "dies ist eine automatisch|das ist eine automatisch|diese e-mail wurde automatisch|"
    "diese nachricht wurde automatisch|diese mail wurde automatisch|bitte antworten sie nicht auf diese",
    "fr": "ceci est un message automatique|ceci est une reponse automatique|ce message est genere automatiquement|"
    "ce message a ete genere automatiquement|cet e-mail a ete genere automatiquement|"
    "merci de ne pas repondre a ce|veuillez ne pas repondre a ce",
    "es": "este es un mensaje automatic|este es un correo automatic|esta es una respuesta automatica|"
    "este mensaje ha sido generado automaticamente|este correo ha sido generado automaticamente|"
    "por favor no responda a este",
    "it": "questo e un messaggio automatico|questa e una risposta automatica|questa e-mail e stata generata|"
    "messaggio generato automaticamente|si prega di non rispondere a quest",
    "nl": "dit is een automatisch|deze e-mail is automatisch gegenereerd|dit bericht is automatisch",
    "pt": "esta e uma mensagem automatica|esta e uma resposta automatica|este e um e-mail automatico|"
    "mensagem gerada automaticamente|por favor nao responda a est",
    "sv, da, no, fi": "detta ar ett automatiskt|svara inte pa detta|dette er en automatisk|dette er et automatisk|"
    "svar ikke pa denne|tama on automaattinen|ala vastaa tahan",
    "hu, ro, tr": "ez egy automatikus|kerjuk ne valaszoljon erre|acesta este un mesaj automat|"
    "acesta este un raspuns automat|va rugam nu raspundeti la acest|bu otomatik|bu e-posta otomatik",
    "ja, zh, ko": "このメールは自動|本メールは自動|このメッセージは自動|这是一封自动|此邮件由系统自动|本邮件由系统自动|"
    "此郵件由系統自動|이 메일은 자동",
}

#: Letters that are no base letter with an accent, and the Turkish dotless i.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i", "’": "'"})
_APART = re.compile(r"[\W_]+")


def _folded(text: str) -> str:
    """Case and forms of width gone, ß as ss, accents as letters of their own behind the plain letter."""
    text = text.casefold()
    return text if text.isascii() else unicodedata.normalize("NFKD", text.translate(_PLAIN))


def _squashed(text: str) -> str:
    """Plain letters and digits alone, so accents go, too: `Auto-Reply` and `auto reply` are one."""
    return _APART.sub("", _folded(text))


def _phrases(table: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_squashed(phrase) for row in table.values() for phrase in row.split("|")))


_ANSWER, _AWAY, _CONFESSION = _phrases(_ANSWERS), _phrases(_ABSENCE), _phrases(_CONFESSIONS)
_EXACTLY = frozenset(_ANSWER)
#: Gateways put "[EXTERNAL]" before a subject; some programs put their own phrase into such a tag.
_TAG = re.compile(r"\s{0,9}(?:\[([^\]]{0,60})\]|【([^】]{0,60})】|\*{1,5}([^*]{1,60})\*{1,5})\s{0,9}")
_END = re.compile(r"[:：;|!([<《「]|\s[-–—]+\s")
#: "Out of office: Re: the printer" is what no person writes: an answer's mark behind the phrase.
_ANSWERED = re.compile(r"[:：]\s{0,9}(?:re|aw|antw|odp|sv|vs|va|rif|ynt|res|отв|答复|回复|回覆)\s?[:：]", re.IGNORECASE)
_SUBJECT = 200  #: letters of a subject
_BEGIN = 1500  #: letters of a text in which a program speaks of absence
_CONFESSED = 400  #: and of itself


def calls_itself_answer(subject: str, answering: bool) -> bool:
    """Whether the subject begins with nothing but a whole phrase of an automatic reply, and then a colon or the like.

    "Automatic reply does not work" and "Re: Automatic reply: hello" are persons'. The bare phrase counts in a letter
    that is `answering` another one: on a new letter it may be what somebody wants to have set up.
    """
    rest = subject[:_SUBJECT]
    for _ in range(3):
        tag = _TAG.match(rest)
        if tag is None:
            break
        if _squashed(tag[1] or tag[2] or tag[3] or "") in _EXACTLY:
            return True
        rest = rest[tag.end() :]
    end = _END.search(rest)
    head, rest = (rest[: end.start()], rest[end.start() :]) if end else (rest, "")
    if _squashed(head) in _EXACTLY:
        return bool(rest) or answering
    if head.strip() == "AUTO":  # Lotus Notes: "AUTO: Ann Novak is out of the office (returning Monday)"
        return speaks_of_absence(rest)
    return _ANSWERED.match(rest) is not None and speaks_of_absence(head)


def begins_as_answer(subject: str) -> bool:
    """Whether the subject begins with such a phrase, whatever follows."""
    return _squashed(subject[:_SUBJECT]).startswith(_ANSWER)


def speaks_of_absence(words: str) -> bool:
    """Whether the first letters speak of absence or call themselves an automatic reply."""
    squashed = _squashed(words[:_BEGIN])
    return any(phrase in squashed for phrase in _AWAY) or any(phrase in squashed for phrase in _ANSWER)


def says_machine_wrote_it(text: str) -> bool:
    """Whether one of the first lines begins by saying so."""
    return any(_APART.sub("", line).startswith(_CONFESSION) for line in _folded(text[:_CONFESSED]).splitlines())
