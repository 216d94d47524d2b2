"""The words by which delivery reports are known: who writes them, what they say, and where the returned letter begins.

Tables only. Phrases are lower-case stems, searched in lower-cased text. A new MTA usually needs one new phrase here and
no new code.
"""

import re


def _stems(*lines: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for line in lines for phrase in line.split("|"))


#: Senders that are programs of a mail system, by local part or display name.
MACHINE = re.compile(
    r"mailer[-_. ]?d(?:a|ae)emon|mail-?d(?:a|ae)emon|\bmdaemon\b|"
    r"mail[-_. ]deliver\w{0,4}[-_. ](?:sub)?-?(?:system|service|agent)|delivery[-_. ]sub-?system|"
    r"internet mail|microsoft-?exchange|virus[-_. ]?wall|interscan|\bimss\b|"
    r"mail[-_. ]?(?:marshal|sweeper|foundry|router|gateway)",
    re.IGNORECASE,
)
#: Senders that are such programs, or the persons who keep them.
ROLE = re.compile(
    r"\bdaemon\b|po{1,2}st[-_. ]?master|mail[-_. ]?admin|system[-_. ]administrator",
    re.IGNORECASE,
)
#: Senders that may be programs; what they say must be clearer.
PERHAPS_MACHINE = re.compile(
    r"no[-_.]?reply|do[-_.]?not[-_.]?reply|\b(?:root|admin|administrator|system|sysadmin|support|nobody)@|"
    r"-(?:admin|owner|request|errors)@|bounces?[-+@]|\bmail[-_. ]?(?:er|server|system|delivery)\b|antivirus|anti-virus|"
    r"symantec|list[-_. ]?serv|notif|microsoft outlook|\bmta\b|deliver",
    re.IGNORECASE,
)
#: No sender is a program of a mail system without one of these.
MACHINE_STEMS = _stems(
    "daemon | daeemon | master | mail | deliver | admin | exchange | virus | scan | imss | reply | root | system",
    "support | nobody | owner | request | errors | bounce | symantec | serv | notif | outlook | mta",
)

#: Subjects of a person's forward, and of a machine's answer that is no report.
FORWARD = re.compile(r"(?:fwd?|wg|tr|rv|enc|vs|vb|doorst|перенаправлено)\s?:", re.IGNORECASE)
AUTO_REPLY = re.compile(
    r"auto(?:matic|mated|matisch\w*)?[-_ ]?(?:repl|respon|antwort)|out of (?:the )?office|vacation|"
    r"abwesen|odpověď|odpowied|автоответ|автоматический ответ|absence|fuera de|read: |not read: ",
    re.IGNORECASE,
)
#: A person's words.
FIRST_PERSON = re.compile(r"\b(?:I|I'm|[Mm]y|[Ww]e|ich|[Mm]ein\w?|mi|mn[eě]|moje?|мне|мо[йяе])\b")
#: A person's greeting; qmail says "Hi. This is the qmail-send program".
GREETING = re.compile(
    r"\W{0,20}+(?:hi|hello|hey|good (?:morning|day|afternoon)|dobr[ýy] de[nň]|ahoj|zdrav[ií]m|guten (?:tag|morgen)|"
    r"hallo|bonjour|hola|buen[oa]s|ciao|buongiorno|dzie[nń] dobry|cześć|здравствуйте|"
    r"добрый день|привет|добрий день|вітаю)(?!\. this is the)\b",
    re.IGNORECASE,
)
#: How the notices of machines with a person's address begin.
OPENING = re.compile(
    r"\{\"(?:notification|event)Type\"|"
    r"[\W_]{0,200}+(?:(?:your|this|the|a) (?:original |e-?mail |mail )?(?:message|mail|e-?mail)\b|delivery\b|"
    r"the following|mail (?:could|delivery|system)|message (?:from|could|was|not|delivery)|could not|unable to|"
    r"failed to|undeliver|an? error|error|sorry|you are not|(?:intended |failed )?recipient|this is (?:the|an auto)|"
    r"did not reach|votre (?:message|courriel)|"
    r"ihre? (?:nachricht|e-?mail)|(?:su|el) (?:mensaje|correo)|il (?:tuo |suo )?messaggio|(?:a )?sua mensagem|"
    r"vaše? zpráv|twoja wiadomość|ваше (?:сообщение|письмо)|uw bericht)",
    re.IGNORECASE,
)

#: "It did not arrive", in the languages that MTAs speak.
FAILED = _stems(
    "undeliver | not deliver | not be deliver | not been deliver | not yet been deliver | unable to deliver",
    "able to deliver the following | able to deliver your | failed to deliver | cannot deliver",
    "could not deliver | couldn't be deliver | wasn't deliver | can't be deliver | couldn't deliver | non-deliver",
    "nondeliver | delivery fail | delivery has fail | delivery to the following | delevery to the following",
    "delivery error | delivery problem | delivery status notification | delivery report",
    "delivery of your message | delivery delay | delivering your m | deliver the mail | attempting to deliver",
    "trying to deliver | failed delivery | failure delivery | failure notice | failure notification",
    "failure reason | failed recipient | failed addresses | mail failed | mail failure | returned mail",
    "return to sender | returned to sender | returning message | returning to sender | mail system error",
    "processing error | did not reach | not reach the following | not reach these | could not be reached",
    "could not be sent | could not send | error sending your m | not accepted for delivery | was rejected",
    "been rejected | automatically rejected | rejected mail | rejected your m | rejected recipient",
    "returned permanent error | trouble delivering | message blocked | message was blocked | was not sent",
    "has been delayed | is delayed | message delayed | delayed mail | had delivery | had permanent",
    "had transient | user unknown | unknown user | no such user | recipient unknown | invalid user",
    "unknown recipient | mailbox is full | mailbox full | quota exceeded | over quota | retry timeout exceeded",
    "postmaster notify | you may not have permission to post | you are not a member | are not member",
    "not allowed to post | posting by non-members | has been returned | encountered an error | host unknown",
    "invalid final delivery | account is disabled | no such domain | domain not found | unrouteable",
    # German, Dutch, Scandinavian
    "unzustellbar | nicht zugestellt | nicht zustellbar | konnte nicht zu | zustellung fehl | zustellfehler",
    "fehlgeschlagen | niet afgeleverd | niet bezorgd | onbestelbaar | kunde inte levereras | kan inte levereras",
    "kunne ikke leveres | ikke leveret | ikke levert | ei voitu toimittaa",
    # French, Spanish, Portuguese, Italian, Romanian
    "non remis | pas pu etre deliv | pas pu être | pas été remis | n'a pas été | non distribu",
    "échec de la remise | impossible de remettre | no se puede entregar | não é possível entregar",
    "no se ha podido entregar | no se pudo entregar | no ha podido ser entregado",
    "no pudo ser entregado | no entregado | error de entrega | não pôde ser entregue | não foi entregue",
    "não entregue | falha na entrega | mancato recapito | mancata consegna | non recapitabile",
    "non è stato possibile recapitare | impossibile recapitare | nu a putut fi livrat",
    # Czech, Slovak, Polish, Hungarian
    "nedoručiteln | nedoručen | nebyla doručena | nelze doručit | nepodařilo doručit | nemohla být doručena",
    "nedoručiteľn | nebola doručená | nemožno doručiť | nie można dostarczyć | nie została dostarczona",
    "nie dostarczono | niedostarczon | nie udało się dostarczyć | kézbesíthetetlen | nem kézbesíthető",
    # Russian, Ukrainian
    "не доставлен | недоставл | не может быть доставлен | невозможно доставить | не удалось доставить",
    "не удается доставить | не было доставлен | не вдалося доставити | не доставлено",
    # Turkish, Japanese, Chinese, Korean
    "teslim edilemedi | iletilemedi",
    "配信できません | 配信に失敗 | 配送できません | 送信できません | 送信に失敗 | 届けできません | 配信不能",
    "エラーメール | 退信 | 无法投递 | 無法投遞 | 投递失败 | 无法送达 | 무효 | 전달되지 | 반송",
)

#: The MTA goes on trying.
DELAYED = _stems(
    "warning only | warning message only | only a warning | just a warning | temporary failure report",
    "not yet been deliver | has been delayed | is delayed | message delayed | delayed mail | still being retried",
    "will be retried | will continue to be made | delivery attempts will continue | will keep trying",
    "will continue to try | still trying | has been postponed | status notification (delay)",
    "do not need to resend | no action is required on your part | noch nicht zugestellt | verzögert",
    "a été retardé | ha sido retrasad | è stata ritardata | zpožděn | opóźnion | задержан",
)

#: The trouble may pass.
TEMPORARY = _stems(
    "temporar | transient | deferred | try again later | retry time | have been failing for a long time",
    "greylist | graylist | will be retried",
)

#: Where the returned letter begins: nothing below it names a recipient.
BELOW = re.compile(
    r"^[ \t>|*=_~#-]{0,80}+(?:"
    r"(?:this|here|below|the following) is (?:a copy|your returned|the (?:original|returned|header|message))|"
    r"below (?:this line|the next line) is|"
    r"(?:the )?original (?:message|mail)\b(?! (?:was|is|could|can|has|size|id|details|recipient|sender|subject)\b)|"
    r"(?:unsent|returned|rejected|old|undelivered|bounced) (?:message|mail)s?(?: text| headers?)?"
    r"(?:[ :]*(?:[-*=]|$)| follows| below)|"
    r"(?:message|mail) (?:text|headers?|body|contents?)(?: follows?\b| below| of (?:the|your)|[ .:]*$)|"
    r"(?:the )?headers? of (?:the|your)|"
    r"your (?:original )?(?:message|mail) (?:follows|reads|begins)|"
    r"included is a copy|copy of (?:the|your) (?:original )?message|"
    r"start of returned|non-?delivered (?:message|mail)|"
    r"(?:received|return-path): |from mailer-daemon)",
    re.IGNORECASE | re.MULTILINE,
)

#: Before an address: it is somebody to ask, or the sender; not who was not reached.
NOT_THE_RECIPIENT = re.compile(
    r"contact|assistance|\bhelp|postmaster|administrator|support|questions?\b|inquir|"
    r"\b(?:mail )?from\b|sender|message[- ]?id|return-path|reply-to|envelope|\bcc\b|received|reported by|authenticated|"
    r"問い合わせ|ご連絡",
    re.IGNORECASE,
)

#: Before an address: the one that was reached became it; it is named when nothing else is.
MADE_FROM = re.compile(r"(?:generated|expanded|rewritten|derived|forwarded) (?:from|by)", re.IGNORECASE)

#: On the line before an address: this one was not reached.
RECIPIENT_LABEL = re.compile(
    r"(?:final|original|failed|failing|intended|undeliverable|undelivered|bounced|invalid|rejected|bad)[- ]"
    r"{0,2}(?:recipients?|address(?:es)?)[^:\n]{0,20}:|\brecipients?(?: address(?:es)?)?(?:\(s\))? {0,9}:|error-for:|"
    r"mailbox (?:is )?full:|delivered to:|reach(?:ed)?:|\bfailed:",
    re.IGNORECASE,
)
