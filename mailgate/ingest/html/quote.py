"""How mail programs mark a quoted letter, its introduction and a signature in HTML: one table, no language.

    kind = mark_of(tag, attributes)      # lower-case both

A mark is a class, an id, a name or a style that the program itself writes. Programs that quote another's HTML put a
prefix before its names (x_, ecx, m_12_, ydp12), so a name counts wherever it stands within a word.
"""

import re
from enum import Enum


class Mark(Enum):
    """What an element is."""

    QUOTE = "quote"  #: it holds a quoted letter
    FRAME = "frame"  #: introduction, quoted letter, and perhaps answers below the quoted passages
    INTRODUCTION = "introduction"  #: who wrote when
    REST = "rest"  #: from here on everything is the quoted letter
    SIGNATURE = "signature"
    SIGNATURE_NEXT = "signature_next"  #: the next element is the signature
    PERHAPS = "perhaps"  #: an indented passage: a quote when an introduction says so


#: Ids, classes, names and other attributes, by what they mark. Compared with lower-case attributes.
_NAMES: dict[Mark, tuple[str, ...]] = {
    Mark.INTRODUCTION: (
        "gmail_attr(?!ibute)",  # Gmail, Superhuman
        "gmail_quote_attribution",  # Mailspring, Nylas
        "moz-cite-prefix",  # Thunderbird
        "airmail_on",
        "reply-intro",  # Roundcube
        "edo-meta",  # Edison
        "zmail_extra_hr",
        "__headers__",  # Zimbra
    ),
    Mark.FRAME: (
        r"(?<!block)gmail_quote(?:_container)?\b",
        "protonmail_quote",
        "messagereplysection",  # Spark
        "edo-original",
        "sh-quoted-content",
        "quotedreply",  # Zendesk
    ),
    Mark.QUOTE: (
        r"type\s*=\s*[\"']?cite\b",  # Apple, Thunderbird, Roundcube, Horde, Evolution, eM Client
        r"cite\s*=\s*[\"']?mid:",
        "yahoo_quoted|yqtdbase|iosymail",
        "ms-outlook-mobile-reference-message|reference-message-container",  # Outlook on phones, the new Outlook
        "olk_src_body_section",  # Outlook for Mac
        "moz-forward-container",
        r"tutanota_quote|skiff_quote|data-skiff-mail|ik_mail_quote|forwardcontentmessage|spark_quote|cm_quote",
        r"zmail_extra\b|title\s*=\s*[\"']?beforequote:::",  # Zoho
        "__quoted_text__",  # Zimbra
        "mail-quote-collapse|mailru-blockquote",
        r"data-email\s*=",  # Seznam
        r"name\s*=\s*[\"']?quote\b",  # GMX, web.de
        "isreplycontent|isforwardcontent|ntes-?quote|nui-mail-quote|reply139content|origbody|orimsghtmlseperator",
        "alimail-quote|foxmail_quote|xm_mail_oringinal_describe|xmail_mail_ref",  # Alimail, Foxmail, QQ
        r"front-blockquote|missive[_-]quote|freshdesk_quote|fernand_quote|outreach-quote|notion-mail-quote|nylas-quote",
    ),
    Mark.REST: (
        "divrplyfwdmsg|appendonsend|stopspelling|_mailoriginal",  # Outlook on the web, Hotmail, Outlook
        "outlookmessageheader",
        "zwchr|__divider__",  # Zimbra
        "replysplit|yahoo-quoted-begin",
    ),
    Mark.SIGNATURE: (
        r"gmail_signature|moz-signature|protonmail_signature_block|ms-outlook-(?:mobile|ios)-signature",
        r"id\s*=\s*[\"']?(?:x_)*signature\b",  # Outlook on the web
        r"applemailsignature|messagesignaturesection|bloop_sign|composer_signature|ymail_android_signature",
        r"yahoo-signature|ydp\w{0,40}signature|-x-evo-signature|k9mail-signature|_rc_sig|front-signature",
        r"data-signatureblock|zm-_id_-sgn|editorusersignature|spneditorsign|xm_signature|tutanota_signature",
    ),
    Mark.SIGNATURE_NEXT: ("linebreakatbeginningofsignature",),
}
_NAMED = re.compile("|".join(f"(?P<{mark.value}>{'|'.join(names)})" for mark, names in _NAMES.items()))
#: The line above the header block of Outlook, Windows Mail and Foxmail; white space is taken out before.
_RULED = re.compile(
    r"border-top:(?:solid)?(?:1(?:\.0)?p[tx])?(?:solid)?(?:#(?:e1e1e1|b5c4df)|rgb\((?:225,225,225|181,196,223)\))"
    r"|border-top:solid[#\w]{1,12}1\.0pt;padding:3\.0pt0(?:cm|in|mm|pt)0"
    r"|padding:3pt0(?:cm|in|mm|pt)0(?:cm|in|mm|pt)(?:0(?:cm|in|mm|pt))?;border-width:1ptmediummedium"
    r"|padding-top:5px;border-top-color:rgb\(229,229,229\)"
)
_RULE = re.compile(r"(?=.{0,300}tabindex\s*=\s*[\"']?-1)(?=.{0,300}width\s*:\s*98%)", re.DOTALL)
#: Every name above has one of these in it. Looked for first, since most attributes have none.
_TELLTALES = (
    "quote", "cite", "gmail_", "reply", "fwdmsg", "append", "spelling", "sig", "sgn", "forward", "ori",
    "reference-m", "olk_src", "zwchr", "divider", "headers", "zmail_", "data-email", "airmail", "edo-",
    "sh-", "iosymail", "skiff", "yqtd", "messageheader", "describe", "mail_ref",
)  # fmt: skip
_NEVER = frozenset(("a", "img", "body", "html", "meta", "link", "input", "area"))
_LOOKED_AT = 1_000_000  #: letters of HTML
_LONGEST = 2000  #: letters of attributes that are looked at

_TELLTALES_OF_SIGNATURES = ("sig", "sgn")

#: A date or a time as any language writes it.
_DATE = re.compile(r"\d{1,2}[:.h]\d{2}(?!\d)|\b\d{4}\b|\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|\d年")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.h]\d{2}(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST_LINE = 400
_ENDS = (":", "：", ":*", "︰")


def has_marks(html: str) -> bool:
    """Whether reading the HTML for marks may be worth it; nearly always False where there are none."""
    low = html[:_LOOKED_AT].lower()
    return "<blockquote" in low or "<aside" in low or "border-" in low or any(map(low.__contains__, _TELLTALES))


def has_quotes(html: str) -> bool:
    """Whether marks of quotes may be in it, and not of signatures alone."""
    low = html[:_LOOKED_AT].lower()
    others = (telltale for telltale in _TELLTALES if telltale not in _TELLTALES_OF_SIGNATURES)
    return "<blockquote" in low or "<aside" in low or "border-" in low or any(map(low.__contains__, others))


def mark_of(tag: str, attributes: str) -> Mark | None:
    """What this element marks; both lower-case."""
    attributes = attributes[:_LONGEST]
    if tag in _NEVER:
        return None
    if _may_name(attributes) and (found := _NAMED.search(attributes)):
        mark = Mark(found.lastgroup)
        return Mark.QUOTE if mark is Mark.FRAME and tag == "blockquote" else mark
    if "border-" in attributes and _RULED.search("".join(attributes.split())):
        return Mark.REST
    if tag == "hr":
        return Mark.REST if _RULE.match(attributes) else None
    return Mark.PERHAPS if tag in ("blockquote", "aside") else None


def _may_name(attributes: str) -> bool:
    names = "class" in attributes or "id=" in attributes or "name" in attributes or "data-" in attributes
    names = names or "cite" in attributes or "title" in attributes or "id =" in attributes
    return names and any(telltale in attributes for telltale in _TELLTALES)


def is_introduction(line: str) -> bool:
    """Whether a line says who wrote when: a date, a time or an address, and a colon at its end; or all in dashes."""
    line = line.strip(" \u200e\u200f*")
    if not line or len(line) > _LONGEST_LINE:
        return False
    if line.endswith(_ENDS):
        return "@" in line or says_when(line)
    return begins_with_dashes(line) and line.endswith("--")


def says_when(text: str) -> bool:
    """Whether a date or a time stands in a text."""
    return _DATE.search(text) is not None


def heads_letter(text: str) -> bool:
    """Whether labels with values are those above an older letter and no form: who wrote first, with an address, or
    the moment of sending second ("From: Ann", "Sent: 6 April 2026 9:12"), in any language."""
    first, _, more = text.strip().partition("\n")
    second = more.partition("\n")[0]
    label, _, author = first.replace("：", ":").partition(":")
    moment = bool(_CLOCK.search(second) and _YEAR.search(second))
    if not author.strip() or not label or says_when(author.partition("<")[0]):
        return False
    return moment or ("@" in author and says_when(second))


def begins_with_dashes(text: str) -> bool:
    """Whether a text begins like the line above an original or forwarded message."""
    return text.lstrip().startswith(("-----", "---- ", "_____", "====="))
