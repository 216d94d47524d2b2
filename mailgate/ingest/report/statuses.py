"""What servers say when they refuse a letter, and the status code that it comes to (RFC 3463, IANA's registry).

    STATUS_BY_PHRASE        # (subject and detail, pattern for lower-case text), in order; the first that fits counts

A new wording is a new line here. The class (4 or 5) is not decided by words.
"""

import re


def _row(code: str, *phrases: str) -> tuple[str, re.Pattern[str]]:
    return code, re.compile("|".join(phrases))


STATUS_BY_PHRASE: tuple[tuple[str, re.Pattern[str]], ...] = (
    _row(
        "2.2",  # mailbox full
        r"(?:mail ?box|mailfolder|inbox|account|user)[^.\n]{0,30} (?:is )?(?:full|over)\b",
        r"mailbox full|full mailbox|mailbox size|quota",
        r"exceed[^.\n]{0,40} storage|not enough (?:storage|disk) space|too many messages in|number of messages in",
        r"postfach[^.\n]{0,20}voll|bo[iî]te[^.\n]{0,30}pleine|buz[oó]n[^.\n]{0,20}llen|casella[^.\n]{0,20}piena",
        r"přeplněn|przepełnion|переполнен|容量オーバー|容量を超",
    ),
    _row(
        "1.10",  # null MX
        r"null ?mx|no smtp service",
        r"(?:domain|host)[^\n]{0,60}(?:does not|doesn.t) (?:accept|receive) (?:any )?(?:e-?)?mail",
    ),
    _row("4.6", r"(?:mail|routing|forwarding|message)[ -]loop|loops? back|too many hops|hop count"),
    _row(
        "4.7",  # delivery time expired
        r"retry time|expired|queue too long|in (?:the )?queue for|failing for a long time|too old|giving up",
        r"(?:has been|was) (?:delayed|deferred)|could not be delivered for",
    ),
    _row(
        "1.8",  # the sender's domain
        r"(?:sender|from)\W[^\n]{0,60}(?:domain|address)[^\n]{0,60}(?:not exist|not found|unresolv|invalid|verif)",
        r"domain of sender|unroutable sender|sender (?:address )?rejected|sender verif",
    ),
    _row(
        "1.2",  # no such domain
        r"host (?:or domain )?(?:name )?(?:is )?(?:unknown|not found|lookup)|unknown (?:mail )?(?:host|domain)",
        r"(?:host|domain)[^.\n]{0,60}(?:does not|doesn.t) exist|no such (?:host|domain)|unrouteable mail domain",
        r"(?:any|find a|find the) (?:host|gateway|mx|mail exchange)|nxdomain|name or service not known|host unknown",
        r"bad destination (?:system|host)|illegal host|invalid (?:domain|host)|unresolvable|domain not found",
        r"(?<![@\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){1,9} does not exist|no mx\b|no route found|domain isn.t in my list",
    ),
    _row(
        "2.1",  # mailbox disabled
        r"(?:account|mailbox|user|address|recipient)[^.\n]{0,40}"
        r"(?:disabled|suspended|inactive|deactivated|locked|closed|discontinued|expired|blocked|on hold|not active)",
        r"(?:disabled|suspended|inactive) (?:account|mailbox|user)",
    ),
    _row(
        "1.1",  # no such mailbox
        r"(?:user|recipient|mail ?box|account|address|alias|local part|member)[^\n]{0,60}"
        r"(?:unknown|not found|(?:does not|doesn.t|not|n.existe|no) exist|invalid|unavailable|not a valid|"
        r"undeliverable|not (?:recogni[sz]ed|listed|valid|known|local|registered)|couldn.t be found|no longer)",
        r"(?:unknown|invalid|no such|bad|non-?existent|illegal|unrouteable|unroutable|undeliverable) (?:local )?"
        r"(?:user|recipient|mailbox|account|address|alias|person|name|destination mailbox)",
        r"no mail ?box|not our customer|not listed in|no valid recipients?|wasn.t found at|no matches to",
        r"does(?: not|n.t) have an? [^\n]{0,30}account|not a registered",
        r"(?:benutzer|empf[äa]nger)[^\n]{0,20}unbekannt|utilisateur inconnu|utente sconosciuto",
        r"(?:usuario|destinatario)[^\n]{0,20}(?:desconocido|no existe)|neexistuje|nie istnieje",
        r"не (?:найден|существует)|存在しません|見つかりません|宛先不明",
    ),
    _row(
        "3.4",  # message too big
        r"(?:message|mail|size|data|file|attachment)[^\n]{0,40}"
        r"(?:too (?:big|large|long)|exceed[^\n]{0,30}(?:size|limit|max)|larger than)",
        r"size limit|exceeds size|exceeded [^\n]{0,30}size|maximum (?:message )?size",
    ),
    _row("3.1", r"no space left|disk (?:is )?full|insufficient (?:disk|system|storage)|out of (?:disk|storage)"),
    _row("7.25", r"reverse dns|\bptr\b|reverse (?:lookup|hostname|ip)|rdns"),
    _row("7.26", r"dmarc|unauthenticated email"),
    _row("7.23", r"\bspf\b|sender policy framework"),
    _row("7.20", r"\bdkim\b"),
    _row(
        "4.1",  # no answer from host
        r"connection (?:refused|timed out)|(?:operation|connect\w*) timed out|no route to host|no answer",
        r"(?:unable|failed|not able|could ?n.t|could not) (?:to )?(?:connect|establish)|smtp connection",
        r"network (?:is )?(?:unreachable|error)|did not accept our",
    ),
    _row("4.2", r"connection (?:reset|dropped|lost|closed|broken|died)|lost connection|tim(?:ed?[ -]?|e)out|timed out"),
    _row(
        "7.1",  # refused
        r"relay|spam|unsolicited|black ?list|block ?list|blocked|\brbl\b|dnsbl|reputation|policy",
        r"virus|malware|infected|banned|filter|refuse|reject|denied|prohibited|forbidden|permission",
        r"not (?:permitted|allowed|authori[sz]ed)|unauthori[sz]ed|you are not",
    ),
    _row("4.5", r"too many (?:connections|concurrent|sessions|messages)|congest|throttl|rate limit|system load|busy"),
    _row("5.3", r"too many recipients"),
    _row("5.2", r"syntax error|unrecogni[sz]ed (?:command|parameter)|command not"),
    _row(
        "3.0",  # the mail system
        r"command died|mailer error|pipe to|local delivery|local error|system error|internal error",
        r"misconfigur|configuration error",
    ),
    _row("6.0", r"content[- ](?:type|reject|error)|mime|header (?:error|syntax|field)|conversion|8-?bit|unparsable"),
)
