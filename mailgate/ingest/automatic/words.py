"""What automatic replies say, by language; and what persons say, too, who tell that they will be away.

    calls_itself_answer(subject)   "Automatic reply: hello": the phrase alone and a delimiter; a sign beside another one
    answers_by_subject(subject)    "Out of office: Re: hello": an answer's mark behind the phrase; a machine's
    begins_as_answer(subject)      the phrase with other words after it; a sign beside another one
    speaks_of_absence(words)       "I am out of the office" stands there; a sign beside another one, never alone
    speaks_of_return(text)         "I will be back on Monday"; a weaker one
    plans_or_asks(words)           a plan for tomorrow, or a wish to the desk: a person speaks, whatever else is said
    says_machine_wrote_it(text)    a line begins with "This e-mail was generated automatically"
    acknowledges(words)            "We have received your request": another desk's program, or a polite person

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

#: How the programs of other desks confirm that a letter came; persons write so, too. Numbers and brackets are left out.
_ACKNOWLEDGEMENTS = {
    "en": "we received your request|we have received your request|we received your message|"
    "we have received your message|we received your email|we have received your email|your request has been received|"
    "we have received your inquiry|your message has been received|your email has been received|"
    "a ticket has been opened|your ticket has been created|a ticket has been created|"
    "your request has been logged|ticket received|thank you for contacting us",
    "cs": "vas pozadavek byl prijat|prijali jsme vas pozadavek|prijali jsme vasi zpravu|vas pozadavek jsme prijali|"
    "vas dotaz jsme prijali|obdrzeli jsme vas pozadavek|obdrzeli jsme vasi zpravu|vase zprava byla prijata|"
    "vas pozadavek byl zaevidovan|zaevidovali jsme vas pozadavek|dekujeme ze jste nas kontaktovali|byl zalozen tiket",
    "sk": "vasa poziadavka bola prijata|prijali sme vasu poziadavku|prijali sme vasu spravu|"
    "dostali sme vasu poziadavku|dostali sme vasu spravu|vasa sprava bola prijata|"
    "zaevidovali sme vasu poziadavku|dakujeme ze ste nas kontaktovali",
    "pl": "otrzymalismy twoje zgloszenie|otrzymalismy panstwa zgloszenie|otrzymalismy twoja wiadomosc|"
    "otrzymalismy panstwa wiadomosc|twoje zgloszenie zostalo przyjete|panstwa zgloszenie zostalo przyjete|"
    "zgloszenie zostalo zarejestrowane|dziekujemy za kontakt",
    "ru": "мы получили ваш запрос|мы получили ваше обращение|мы получили ваше сообщение|мы получили ваше письмо|"
    "ваш запрос получен|ваше обращение получено|ваше обращение принято|ваш запрос принят|ваша заявка принята|"
    "ваше обращение зарегистрировано|ваш запрос зарегистрирован|ваша заявка зарегистрирована|спасибо за обращение|"
    "благодарим за обращение",
    "uk": "ми отримали ваш запит|ми отримали ваше звернення|ми отримали ваше повідомлення|ваш запит отримано|"
    "ваше звернення отримано|ваше звернення зареєстровано|ваш запит прийнято|дякуємо за звернення",
    "de": "wir haben ihre anfrage erhalten|wir haben ihre nachricht erhalten|wir haben ihre e-mail erhalten|"
    "ihre anfrage ist bei uns eingegangen|ihre nachricht ist bei uns eingegangen|ihre anfrage wurde empfangen|"
    "ihr ticket wurde erstellt|ihre anfrage wurde erfasst|vielen dank fur ihre anfrage|"
    "ihre e-mail ist bei uns eingegangen|danke dass sie uns kontaktiert haben|eingangsbestatigung",
    "fr": "nous avons recu votre demande|nous avons bien recu votre demande|nous avons recu votre message|"
    "nous avons bien recu votre message|nous avons bien recu votre e-mail|votre demande a ete recue|"
    "votre demande a bien ete recue|votre demande a ete enregistree|votre demande a bien ete enregistree|"
    "merci de nous avoir contactes|accuse de reception",
    "es": "hemos recibido su solicitud|hemos recibido tu solicitud|hemos recibido su mensaje|hemos recibido tu mensaje|"
    "hemos recibido su correo|su solicitud ha sido recibida|tu solicitud ha sido recibida|"
    "su solicitud ha sido registrada|gracias por contactarnos|gracias por contactar con nosotros|acuse de recibo",
    "it": "abbiamo ricevuto la sua richiesta|abbiamo ricevuto la tua richiesta|abbiamo ricevuto la vostra richiesta|"
    "abbiamo ricevuto il suo messaggio|abbiamo ricevuto il tuo messaggio|la sua richiesta e stata ricevuta|"
    "la tua richiesta e stata ricevuta|la sua richiesta e stata registrata|grazie per averci contattat|"
    "conferma di ricezione",
}

#: "I will be back on Monday"; persons write so, too, so it counts beside a subject that is an automatic reply's.
_RETURNS = {
    "en": "i am away|i'm away|i will be away|back in the office|will be back on|i will be back|will return on|"
    "return to the office|i am back on",
    "cs, sk": "budu zpet|zpet v kancelari|budu opet k zastizeni|vracim se|budem spat|spat v kancelarii|vratim sa",
    "pl": "wracam|wroce|bede z powrotem|ponownie w biurze",
    "ru, uk": "вернусь|буду на месте|снова в офисе|повернусь|повертаюся|буду на місці",
    "de": "wieder da|bin ich zuruck|wieder im buro|wieder erreichbar|wieder im haus|kehre ich zuruck",
    "fr, es, it": "serai de retour|de retour le|estare de vuelta|regreso el|vuelvo el|"
    "saro di ritorno|rientrero|rientro il",
}

#: A plan ("tomorrow") or a wish that only a desk can fulfil ("please set it up"), in folded letters without accents.
#: Programs say "back tomorrow" and "please forward it to a colleague", so neither word stands alone here.
_PLAN_OR_WISH = (
    r"(?<!until )(?<!back )(?<!return )tomorrow|(?:from|starting) (?:next|monday)",
    r"zitra (?:jsem|budu|nebudu|mam)|od zitrka|od pristiho|zajtra (?:som|budem|nebudem|mam)|od zajtra|od buduceho",
    r"jutro (?:jestem|bede|mnie)|od jutra|завтра (?:я|буду|меня|мене)\b|с завтрашнего|з завтрашнього",
    r"ab morgen|bin morgen|ich morgen|morgen nicht|ab nachster woche",
    r"a partir de demain|(?:bureau|absent|absente|conge) demain|demain,? je",
    r"manana (?:estoy|estare|no)|domani (?:sono|saro)",
    r"please,? (?:\w{1,12} ){0,2}(?:enable|disable|activate|deactivate|set up|set one|set it|switch (?:on|off|it)|fix|"
    r"turn (?:on|off|it)|(?:redirect|forward) (?:all )?(?:my|his|her))\b",
    r"(?:is|are) (?:broken|not working)\b|(?:does not|doesn't) work\b",
    r"(?:presmerovat|presmerujte|nastavit|nastavte|zapnout|vypnout|zapnete|vypnete|zapnut|vypnut|nefunguje)\b",
    r"(?:przekierowac|ustawic|wlaczyc|wylaczyc|nie dziala)\b",
    r"(?:настроить|настроите|включить|включите|отключить|отключите|не работает|помогите|перенаправьте)\b",
    r"(?:налаштувати|налаштуите|увімкнути|вимкнути|не працює)\b",
    r"(?:einrichten|richten sie|einstellen|aktivieren|deaktivieren|ausschalten|einschalten|funktioniert nicht)\b",
    r"(?:activer|desactiver|configurer|ne fonctionne pas|ne marche pas)\b",
    r"(?:activar|desactivar|configurar|no funciona|attivare|disattivare|impostare|configurare|non funziona)\b",
)

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
_RECEIVED, _BACK = _phrases(_ACKNOWLEDGEMENTS), _phrases(_RETURNS)
_EXACTLY, _AWAY_EXACTLY = frozenset(_ANSWER), frozenset(_AWAY)
#: No acknowledgement is without one of these; that is all that most letters pay.
_RECEIVED_STEMS = tuple(
    "receiv ticket logged contacting prijat prijal obdrzel dostali evidova kontaktoval tiket otrzymalismy zgloszeni "
    "kontakt получ обращени запрос заявка отримали звернення запит erhalten eingegangen empfangen erfasst anfrage "
    "eingangsbe reception recu demande contactes recibid registrada contactar recibo ricev grazie conferma "
    "richiesta".split()
)
_PLANS = re.compile(rf"\b(?:{'|'.join(_PLAN_OR_WISH)})")
_ACCENTS = re.compile("[\u0300-\u036f]")
#: "(17)", "[#17]", "no. 17" (which is what U+2116 folds to), and all that is no letter.
_NUMBERED = re.compile(r"\b(?:[Nn][ro]|c|cislo)\b\.?\s{0,3}(?=[#\d])|\([^()\n]{0,60}\)|\[[^\[\]\n]{0,60}\]|[\W\d_]+")
#: Where the letter that is answered begins; what stands there is not the writer's.
_QUOTED = re.compile(
    r"^[ \t]{0,9}>|[:：][ \t]{0,9}\n[ \t\n]{0,9}>|^-{3,9} ?\w|^(?:[Ff]rom|[Vv]on|[Oo]d|[Dd]e|[Dd]a|[Оо]т|[Вв]ід) ?: ",
    re.MULTILINE,
)
#: Gateways put "[EXTERNAL]" before a subject; some programs put their own phrase into such a tag.
_TAG = re.compile(r"\s{0,9}(?:\[([^\]]{0,60})\]|【([^】]{0,60})】|\*{1,5}([^*]{1,60})\*{1,5})\s{0,9}")
_END = re.compile(r"[:：;|!([<《「]|\s[-–—]+\s")
_RE = r"(?:re|aw|antw|odp|sv|vs|va|rif|ynt|res|отв|答复|回复|回覆)\s?[:：]"
#: "Out of office: Re: the printer" is what no person writes: an answer's mark or a ticket's number behind the phrase.
_ANSWERED = re.compile(rf"[:：]\s{{0,9}}(?:{_RE}|\[[^\[\]\d]{{0,30}}\d{{1,20}}\])", re.IGNORECASE)
_ANSWERED_PLAINLY = re.compile(rf"\s{_RE}", re.IGNORECASE)
_SUBJECT = 200  #: letters of a subject
_BEGIN = 1500  #: letters of a text in which a program speaks of absence
_CONFESSED = 400  #: and of itself, and confirms that a letter came


def calls_itself_answer(subject: str, answering: bool) -> bool:
    """Whether the subject begins with nothing but a whole phrase of an automatic reply, and then a colon or the like.

    "Automatic reply does not work" and "Re: Automatic reply: hello" are persons', and "Automatic reply: please enable"
    may be. The bare phrase counts in a letter that is `answering` another one.
    """
    tagged, head, rest = _opened(subject)
    if tagged:
        return True
    if _squashed(head) in _EXACTLY:
        return bool(rest) or answering
    return answers_by_subject(subject, answering)


def answers_by_subject(subject: str, answering: bool) -> bool:
    """Whether what follows the phrase shows that a program answers: another subject's "Re:", or a ticket's number."""
    _, head, rest = _opened(subject)
    if head.strip() == "AUTO":  # Lotus Notes: "AUTO: Ann Novak is out of the office (returning Monday)"
        return speaks_of_absence(rest)
    if _ANSWERED.match(rest):
        return speaks_of_absence(head)
    plain = _ANSWERED_PLAINLY.search(subject[:_SUBJECT]) if answering else None
    return plain is not None and _squashed(subject[: plain.start()]) in _AWAY_EXACTLY


def _opened(subject: str) -> tuple[bool, str, str]:
    """Whether a tag is the phrase; the words before the first delimiter; and the rest with it. Tags are left out."""
    rest = subject[:_SUBJECT]
    tagged = False
    for _ in range(3):
        tag = _TAG.match(rest)
        if tag is None:
            break
        tagged = tagged or _squashed(tag[1] or tag[2] or tag[3] or "") in _EXACTLY
        rest = rest[tag.end() :]
    end = _END.search(rest)
    return (tagged, rest[: end.start()], rest[end.start() :]) if end else (tagged, rest, "")


def begins_as_answer(subject: str) -> bool:
    """Whether the subject begins with such a phrase, whatever follows."""
    return _squashed(subject[:_SUBJECT]).startswith(_ANSWER)


def speaks_of_absence(words: str) -> bool:
    """Whether the first letters speak of absence or call themselves an automatic reply."""
    squashed = _squashed(words[:_BEGIN])
    return any(phrase in squashed for phrase in _AWAY) or any(phrase in squashed for phrase in _ANSWER)


def speaks_of_return(text: str) -> bool:
    """Whether the first letters tell when somebody will be back."""
    squashed = _squashed(text[:_CONFESSED])
    return any(phrase in squashed for phrase in _BACK)


def plans_or_asks(words: str) -> bool:
    """Whether the first letters tell a plan, wish something of a desk, or ask: programs that answer do none of it."""
    own = _own_words(words)
    return "?" in own or "？" in own or _PLANS.search(_ACCENTS.sub("", _folded(own))) is not None


def acknowledges(words: str) -> bool:
    """Whether the first letters confirm that a letter came; what is quoted does not count."""
    folded = _ACCENTS.sub("", _folded(words[:_CONFESSED]))
    if not any(stem in folded for stem in _RECEIVED_STEMS):
        return False
    squashed = _NUMBERED.sub("", _own_words(folded))
    return any(phrase in squashed for phrase in _RECEIVED)


def _own_words(words: str) -> str:
    begin = words[:_CONFESSED]
    quoted = _QUOTED.search(begin)
    return begin[: quoted.start()] if quoted else begin


def says_machine_wrote_it(text: str) -> bool:
    """Whether one of the first lines begins by saying so."""
    return any(_APART.sub("", line).startswith(_CONFESSION) for line in _folded(text[:_CONFESSED]).splitlines())
