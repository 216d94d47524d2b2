"""Names of addresses behind which no person writes, in many spellings and languages (RFC 2142 §5; threats T1, T28).

    is_nobody("no-reply")            a machine's name, whoever's domain it is
    is_daemon("mailer-daemon")       a machine's name, too: that of a mail server or a list's program
    is_role("postmaster")            programs and their keepers write under it; a report is known by more than that
    is_program("zabbix")             mostly a program; never answered by one, but perhaps a person's
    answers_to_nobody(fields)        its Reply-To is a no-reply address

Knows local parts only, never domains or people.
"""

import re

from mailgate.ingest.mime.headers import Fields

#: "Do not answer", without separators.
_NO_REPLY = frozenset(
    # English, and the technical names
    "noreply noreplies donotreply dontreply notreply donotrespond dontrespond donotanswer noresponse noanswer "
    "autoreply autoresponse autoresponder autorespond autoconfirm autonotify unmonitored "
    # Czech, Slovak, Polish, Russian, Ukrainian, Slovenian, Croatian and Serbian
    "neodpovidat neodpovidej neodpovidejte nereply bezodpovedi neodpovedat neodpovedaj neodpovedajte "
    "nieodpowiadaj nieodpowiadac nieodpowiadajcie bezodpowiedzi neotvechat neotvechay neotvechayte neotvechajte "
    "nevidpovidaty nevidpovidayte neodgovarjaj neodgovarjajte neodgovaraj neodgovarajte "
    # German, Dutch, Swedish, Danish, Norwegian
    "nichtantworten keineantwort bittenichtantworten nietantwoorden nietbeantwoorden geenantwoord nietreageren "
    "svarainte svaraej ejsvar ingetsvar svarikke ikkesvar besvarikke ikkesvare "
    # French, Spanish, Italian, Portuguese, Romanian
    "nepasrepondre pasdereponse sansreponse noresponder noresponda nocontestar nocontestes nonrispondere "
    "naoresponda naoresponder naorespondas nuraspunde nuraspundeti "
    # Finnish, Hungarian, Turkish
    "alavastaa eivastata eivastausta nevalaszolj nevalaszoljon cevaplama cevaplamayin cevaplamayiniz "
    "cevapvermeyin yanitlama yanitlamayin yanitlamayiniz".split()
)
_DAEMON = re.compile(
    r"(?:mailer[-_.]?daemon|mail[-_.]?daemon|mdaemon|mail[-_.]?delivery(?:[-_.]?(?:sub)?system)?|postmaster|bounces?|"
    r"majordomo|listserv|listproc|sympa|ecartis|mailman)(?:[-_+=].*)?|.*-(?:bounces?|confirm)(?:[+=].*)?",
    re.DOTALL,
)
_ROLE = re.compile(r"postmaster|mail[-_.]?delivery")
_DAEMON_TEXT = re.compile(
    r"(?:^|[\s<\"(])(?:mailer[-_.]?daemon|postmaster)(?=[\s@>\")]|$)|\bmail delivery (?:sub)?system"
)
_PROGRAM = re.compile(
    r"(?:root|cron|crond|daemon|nobody|www-?data|httpd?|apache2?|nginx|nagios|icinga2?|zabbix|centreon|munin|monit|prtg|"
    r"checkmk|alertmanager|grafana|prometheus|jenkins|backup|monitor(?:ing)?|notif(?:y|ier|ication|ications)|alerts?|"
    r"alarms?|newsletters?)(?:[-_+].*)?|owner-.*|.*-(?:owner|request|errors)",
    re.DOTALL,
)
_SEPARATORS = re.compile(r"[-_.]")
_LOCALS = re.compile(r"([^\s<>@,;:\"()]{1,64})@")
_WORDS = 8  #: of a local part; more than any of these names has


def is_nobody(local: str) -> bool:
    """Whether "do not answer" stands in the local part as words of its own: `no-reply`, `shop.noreply`, `noreply+7`."""
    words = _SEPARATORS.split(local[:64].lower().partition("+")[0].partition("=")[0])[:_WORDS]
    ends = range(1, len(words) + 1)
    return any("".join(words[start:end]) in _NO_REPLY for end in ends for start in range(end))


def is_daemon(local: str) -> bool:
    """Whether it is the name under which mail servers and list programs write of themselves."""
    return _DAEMON.fullmatch(local[:64].lower()) is not None


def is_role(local: str) -> bool:
    """Whether a person who keeps the mail system may write under this name of a mail server (RFC 2142 §5)."""
    return _ROLE.fullmatch(local[:64].lower()) is not None


def is_program(local: str) -> bool:
    """Whether mostly programs write under this name."""
    return _PROGRAM.fullmatch(local[:64].lower()) is not None


def named_daemon(text: str) -> bool:
    """Whether a From that is no plain address (`MAILER-DAEMON (Mail Delivery System)`) names a mail server."""
    return _DAEMON_TEXT.search(text[:300].lower()) is not None


def answers_to_nobody(fields: Fields) -> bool:
    """Whether every address of the Reply-To is one that nobody reads."""
    locals_ = _LOCALS.findall(fields["reply-to"][:300]) if "reply-to" in fields else []
    return bool(locals_) and all(is_nobody(local) or is_daemon(local) for local in locals_)
