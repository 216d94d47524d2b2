"""Lines that no person typed: "Sent from my iPhone", notices of confidentiality, footers of mailing lists.

    is_device(line)  -> a telephone's or mail program's footer
    is_notice(line)  -> the first line of a notice, or of a list's or a notification's footer

One stripped line is judged, by its first words and a bounded look at the rest.
"""

import re
from collections.abc import Sequence

from mailgate.ingest.reply.languages import DEVICES, LANGUAGES

_LONGEST = 110  #: letters of a device's footer
_WRAPPING = "*_()<>[]{}\"'“”„«»|~ \t\u00a0"


def _alternatives(pattern: str) -> list[str]:
    """The pattern divided at the bars outside its brackets."""
    pieces, depth = [""], 0
    for letter in pattern:
        depth += (letter == "(") - (letter == ")")
        if letter == "|" and not depth:
            pieces.append("")
        else:
            pieces[-1] += letter
    return [piece for piece in pieces if piece]


_PHRASES = [phrase for row in LANGUAGES.values() for phrase in _alternatives(row.sent_from)]
_STARTS = [phrase for phrase in _PHRASES if not phrase.startswith("…")]
_START = re.compile("|".join(_STARTS), re.IGNORECASE)
ENDS = tuple(phrase[1:] for phrase in _PHRASES if phrase.startswith("…"))
_GET = frozenset(word for row in LANGUAGES.values() for word in row.get.split("|") if word)
#: "Outlook for Android" and its like, in any language.
_PROGRAM_FOR = re.compile(
    r"(?:outlook|yahoo|mail|spark|canary|proton|app|aqua)\b.{0,30}?\b(?:ios|android|iphone|ipad|mac|windows|mobile)",
    re.IGNORECASE,
)
_DEVICE = re.compile(rf"(?<![A-Za-zÀ-žЀ-ӿ])(?:{DEVICES})", re.IGNORECASE)
#: "from my" is proof enough whatever it is: a fridge, a calculator, a brand of tomorrow.
_MINE = re.compile(
    r"(?:sent|typed|written) (?:from|via|on|with) (?:my|a|an|the) |(?:envoyé|envoye) (?:depuis|de) mon |von mein|"
    r"odesláno z (?:mého|mé) |odoslané z (?:môjho|mojej) |enviado (?:desde mi|do meu|de mi) |inviato (?:da|dal) mio |"
    r"verzonden vanaf mijn |verstuurd vanaf mijn |skickat från min|sendt fra min|wysłan[eoa] z mo|отправлено с мо",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:is|was|are|were|has|have|had|will|but|which)\b", re.IGNORECASE)
_EXCUSE = re.compile(
    r"\W*(?:an? |please|pls|excuse|sorry|apolog|forgive|pardon|kindly|so |typo|brev|the )|\W*$", re.IGNORECASE
)
_LINK = re.compile(r"\[([^\[\]]{0,80})\]\(([^()\s]{0,400})\)|<?https?://\S{0,400}|<[^<>\s]{0,400}>")
_SPECIAL = re.compile(r"[(\[\\?]")
#: The first letters of all footers: most lines are told apart by theirs.
FIRST_LETTERS = frozenset(
    _SPECIAL.split(phrase, 1)[0].ljust(3)[:3] for phrase in [*_STARTS, *_GET, "written", "typed", "composed"]
)

#: A title that begins a notice, if the words after it are those of a notice.
_TITLE = re.compile(
    r"(?:confidential|legal|privacy|privileged|private|sensitive|security|important|disclaimer|caution|warning|notice|"
    r"note|(?:wichtiger )?hinweis|achtung|upozorn|důvěrn|dôvern|varování|uwaga|klauzula|внимание|увага|avis|aviso|"
    r"avviso|advertencia|waarschuwing|advarsel|varning|bemærk|observera|huomautus|figyelem|atenție|uyarı|免责声明|注意|주의)"
    r"[^:：.\n]{0,40}(?:[:：.!]|$)",
    re.IGNORECASE,
)
#: Titles that notices alone have.
_LEGAL = re.compile(
    r"(?:\w+ )?(?:disclaimer|confidentiality|vertraulichkeit|haftungs|klauzula|免责声明)", re.IGNORECASE
)
#: What notices speak of. Two of these, one of the first three among them, are no everyday sentence.
_SUBJECTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"confiden|privileged|proprietary|vertraul|důvěrn|dôvern|poufn|конфиден|конфіден|riservat|fortrolig|konfiden|"
        r"luottamuk|bizalmas|gizli|機密|机密|기밀|保密",
        r"intended (?:only|solely|for|recipient)|solely for|(?:only|exclusively) for the|určen|určené|bestimmt|"
        r"ausschlie|exclusi[vf]|destiné|przeznaczon|wyłączn|предназнач|исключительн|призначен|виключн|destinad|"
        r"uitsluitend|bestemd|avsedd|tiltænkt|beregnet|tarkoitettu|kizárólag",
        r"unauthori[sz]ed|prohibit|disclos|copying|distribut|dissemin|neoprávn|zakáz|šířen|unbefugt|untersagt|"
        r"verboten|"
        r"weitergabe|interdit|zabron|rozpowszech|запрещ|заборон|prohibid|vietat|verboden|förbjud|liab(?:le|ility)|"
        r"haftung|"
        r"wiążąc|závazn",
        r"recipient|addressee|empfänger|adressat|příjemc|príjemc|adresát|odbiorc|adresat|получател|адресат|одержувач|"
        r"destinat|címzett|mottaga|modtager|vastaanottaj|alıcı|收件人|geadresseerde",
        r"in error|by mistake|mistakenly|omyl|irrtüml|par erreur|pomyłk|błędn|по ошибке|помилков|por error|per errore",
        r"delet|destroy|smaž|vymaž|zničt|znič|lösch|vernicht|supprim|détrui|usuń|usunięci|удалит|уничтож|видал|"
        r"знищ|elimin",
        r"attach|příloh|príloh|anhäng|anlage|pièces? jointe|załącz|вложен|вкладен|adjunt|allegat|bijlage",
        r"(?:notify|inform|contact) (?:the|us|me|sender)|informujte|informieren|benachrichtig|avertir|powiadom|"
        r"сообщите",
        r"virus|malware|views|opinions|warrant|security of|e-?mail contain|obsahuj|enthält|contient|zawiera|"
        r"содержит|містит",
    )
)
_TELLING = 3  #: the first of them that prove
#: The first words of a notice without a title.
_NOTICE = re.compile(
    r"(?:the (?:information|contents?) (?:contained )?(?:in|of) this|(?:this|these) (?:e-?mail|message|communication|"
    r"transmission)|any (?:views|unauthori[sz]ed|review|opinions)|if you (?:are not|have received)|"
    r"vertraulichkeitshinweis|avis de confidentialité|klauzula poufności|haftungsausschluss|"
    r"(?:diese (?:e-?mail|nachricht|mail)|der inhalt dieser|ce (?:message|courriel|mail|courrier)|cet e-?mail|"
    r"este (?:mensaje|correo|e-?mail)|esta mensagem|questo messaggio|questa e-?mail|le informazioni contenute|"
    r"il presente messaggio|dit bericht|deze e-?mail|de informatie in|tento e-?mail|táto správa|tato zpráva|"
    r"(?:informace|informácie) (?:obsažené|obsiahnuté) v|(?:ta|niniejsza) wiadomość|niniejszy e-?mail|"
    r"(?:это|данное|настоящее) (?:сообщение|письмо|электронное)|(?:це|дане) повідомлення|цей лист|"
    r"(?:detta|dette|denne) (?:meddelande|meddelelse|e-post|e-?mail|melding)|tämä viesti|ez az üzenet|acest mesaj|"
    r"bu (?:e-posta|ileti|mesaj)|本邮件|本メール))",
    re.IGNORECASE,
)
#: Whole sentences that nobody types.
_KNOWN = re.compile(
    r"(?:if you (?:are not the (?:intended|named)|have received this (?:e-?mail|message|communication) (?:in|"
    r"by) error)|"
    r"(?:please )?(?:consider|think of) the environment before|think before you print|virus-free\b|no virus found|"
    r"scanned by .{0,60}(?:virus|malware|security|https?:)|"
    r"this (?:e-?mail|message) (?:has been|was) (?:scanned|checked) (?:by|for|with) .{0,60}(?:virus|malware|"
    r"security|avast))",
    re.IGNORECASE,
)
_BANNER = re.compile(
    r"(?:(?:caution|warning|external|achtung|attention|upozornění|pozor|uwaga|vorsicht|extern\w*|внимание)\b.{0,80}"
    r"(?:originated|outside|external sender|externe[nrm]? (?:absender|quelle)|expéditeur externe|externího|zewnątrz|"
    r"внешн)|this (?:e-?mail|message) (?:originated|came|was sent) from outside|\[?external\]?(?: e-?mail)?[:\]]?$)",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"you (?:are receiving|received|'re receiving|’re receiving) this (?:e-?mail|message|notification|"
    r"mail)?\s?(?:because|as )|"
    r"you(?:'re|’re| are)? (?:receiving|received|subscribed|getting) .{0,60}(?:because you|you are subscribed|"
    r"mailing list|"
    r"to the google group)|"
    r"to unsubscribe|to stop receiving|if you (?:no longer |do not |don't )?(?:wish|want|"
    r"would like) to (?:stop|unsub|receive)|to post to this|to view this discussion|unsubscribe(?:[: <]|$)|"
    r"reply to this email directly|.{0,40}mailing list(?: -- | - |$)|.{0,60}/(?:mailman|options)/\S{0,20}listinfo|"
    r"mute the thread|view it on (?:github|gitlab)|manage your (?:subscription|notification)|"
    r"(?:to |please )?(?:visit|reply) .{0,60}to (?:respond|unsubscribe)|visit topic|visit message|"
    r"do you yahoo!\?|.{0,40}yahoo! groups|get your (?:free|private)",
    re.IGNORECASE,
)
_LINKED = re.compile(r"https?:|www\.|\S@\S|<[^<>\s]{3,400}>|\]\(")


def is_device(line: str) -> bool:
    """Whether a stripped line is the footer of a telephone, a tablet or a mail program."""
    if len(line) > 400 or not may_be_device(line):
        return False
    words = _LINK.sub(_label, line).strip(_WRAPPING)
    if len(words) > _LONGEST or not words:
        return False
    if words.rstrip(".!。").casefold().endswith(ENDS) and _DEVICE.search(words):
        return True
    few = words.casefold().split()
    if (few[0] in _GET or few[-1] in _GET) and len(few) <= 9 and _PROGRAM_FOR.search(words):
        return True
    started = _START.match(words)
    if not started or _is_prose(words):
        return False
    return bool(_MINE.match(words) or _DEVICE.search(words, started.end()))


def may_be_device(line: str) -> bool:
    """Whether a stripped line is worth asking about. Cheap."""
    if not (line[0].isalpha() and line[-1].isalpha()):
        line = line.strip(_WRAPPING + ".!。") or "-"
    first = line[:3].lower()
    return first in FIRST_LETTERS or first[0] >= "\u0e00" or line.endswith(ENDS)


def _is_prose(words: str) -> bool:
    """ "Sent from my desk, is much easier" is a sentence; only an excuse may follow the name of a device."""
    first, comma, rest = words.partition(",")
    return bool(_VERB.search(first) or (comma and not _EXCUSE.match(rest)))


def _label(link: "re.Match[str]") -> str:
    return link[1] or ""


def is_notice(line: str, below: str = "") -> bool:
    """Whether a stripped line begins a notice that nobody typed, or a list's footer. `below`: the words after it.

    One stem is no proof: "Important: the recipient list is wrong" and "This e-mail did not reach the recipient" are
    what a customer writes."""
    words = line[:300].strip(_WRAPPING + "-#=")
    if not words:
        return False
    if is_list(words):
        return bool(_LINKED.search(f"{line[:400]} {below[:400]}"))
    if _KNOWN.match(words):
        return True
    title = _TITLE.match(words)
    if not (title or _NOTICE.match(words)):
        return False
    wanted = 3 if title and not _LEGAL.match(words) else 2
    return _proof(f"{words[title.end() if title else 0 :]} {below[:1200]}") >= wanted


def is_known(paragraph: Sequence[str]) -> bool:
    """Whether a whole paragraph is a notice or a list's footer beyond doubt."""
    lines = [line.strip() for line in paragraph[:40]]
    text = " ".join(lines)[:2000]
    if is_list(lines[0]):
        return bool(_LINKED.search(text))
    return bool(_KNOWN.match(text.strip(_WRAPPING + "-#="))) or _proof(text) >= 3


def _proof(text: str) -> int:
    """Of how many things that notices speak of this text speaks; 0 when none of them is telling."""
    found = [bool(subject.search(text)) for subject in _SUBJECTS]
    return sum(found) if any(found[:_TELLING]) else 0


def is_banner(paragraph: str) -> bool:
    """Whether a paragraph is the warning that a server puts above letters from outside."""
    return len(paragraph) < 600 and bool(_BANNER.match(paragraph[:300].strip(_WRAPPING + "-#=!⚠️")))


def is_list(line: str) -> bool:
    """Whether a line is of a mailing list's or a notification's footer."""
    found = _LIST.match(line[:200].strip(_WRAPPING))
    return bool(found and found[0])
