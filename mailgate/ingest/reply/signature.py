"""Which lines are a signature and nothing else: names, titles, contacts, closings, footers of telephones, notices.

    words(lines, name)   -> the lines that could be the person's own words, joined; "" when all of it is a signature
    is_pure(line, name)  -> whether one stripped line says nothing but who and where somebody is
    is_contact(line), is_closing(line), is_author(line, name), is_signed(line, name), is_name(line, most)

Everything else counts as words: a cut that holds some must not be taken for "nothing more was said" (threats B13).
"""

import re
from collections.abc import Iterator, Sequence

from mailgate.ingest.reply import footer
from mailgate.ingest.reply.divider import is_rule
from mailgate.ingest.reply.languages import LANGUAGES

_LINE = 300  #: letters of a line that are looked at
_LINES = 400  #: lines that are looked at; with more, all of it counts as words
_LONGEST = 100  #: letters of a title, a company or a street
_MOST_WORDS = 10
_PARTICLES = frozenset("van von de da del di der den du la le el bin al ten zu y e und and och og i a of the".split())
_PARTICLES_OF_TITLES = _PARTICLES | frozenset(
    "for in at & pro v ve na a.s s.r.o o.p.s z.s spol s r.o z.o.o o.o dla w für des et & и по отдела і відділу".split()
)
#: Titles and departments that are written in small letters.
_TITLES = re.compile(
    r"(?:manager|director|engineer|support|admin|assist|account|sales|office|department|head|team|ředitel|vedouc|vedúc|"
    r"oddělen|oddelen|jednatel|konate|obchod|účet|asist|technik|správ|referent|specialist|kierowni|dyrektor|prezes|"
    r"dział|księgow|директор|менеджер|начальник|отдел|бухгалтер|інженер|инженер|відділ|керівник|leiter|geschäft|"
    r"abteilung|vertrieb|directeur|directrice|responsable|service|gérant|tel|mob|fax|gsm|e-?mail|web|ičo?|dič|ič|nip|"
    r"regon|инн|тел|моб|str|ul|ulice|street|straße|rue|улица|вул)[^\W\d_]{0,9}",
    re.IGNORECASE,
)
#: Roles: a noun of what somebody leads may stand behind one ("vedoucí skladu").
_ROLE = re.compile(
    r"(?:manager|director|head|ředitel|riadite|vedouc|vedúc|jednatel|konate|referent|specialist|kierowni|dyrektor|prezes|"
    r"директор|менеджер|начальник|керівник|leiter|directeur|directrice|responsable)[^\W\d_]{0,9}",
    re.IGNORECASE,
)
#: Words of trouble, of "but" and of "again": with one of them no line is only a name.
_TROUBLE = frozenset(
    "not no nor never still broken fail fails failed failing failure again wrong down dead error help but however only "
    "except cannot can't isn't doesn't don't call please nothing "
    "ne není nejde nejdou nefunguje nefungují stále pořád zase opět ale jen znovu chyba prosím nic "
    "nie nejdú nefungujú stále zas opäť znova iba prosím "
    "działa wciąż nadal znowu tylko błąd proszę nic "
    "не нет нету опять снова ещё еще но только ошибка пожалуйста ні досі знову але лише помилка "
    "nicht kein keine keinen noch immer wieder aber nur nein defekt kaputt bitte fehler druckt "
    "pas toujours encore mais non panne erreur seulement jamais".split()
)
_CLOSINGS = frozenset(phrase.casefold() for row in LANGUAGES.values() for phrase in row.closing.split("|") if phrase)
_LONGEST_CLOSING = max(map(len, _CLOSINGS))
_CLOSING_END = " \t,.!;:–—-*_~|\u00a0"
_LABEL = r"(?:(?:e-)?[^\W\d_]{1,15}(?:[.:]{1,2}\s{0,3}|\s{1,3})){0,2}+"
_TELEPHONE_LABEL = (
    r"(?:tel|phone|ph|mob|cell|gsm|fax|t|m|p|f|o|d|w|office|direct|hotline|тел|моб|факс|handy|puh|tlf|tfn|lin|电话|手机)"
    r"[^\W\d_]{0,7}[.:/\s]{0,4}"
)
#: Told from dates, addresses of machines and numbers of orders by a label, a plus, brackets or groups of three.
_TELEPHONE = (
    rf"(?:{_TELEPHONE_LABEL}\(?\+?|\+|\(\+?|00)\d[\d\s()./\-–]{{4,24}}\d(?!\d)"
    r"|\d{3}[ .\-]\d{3}[ .\-]\d{3,4}(?![\d.])"
)
_MAIL = r"[\w.+\-]{1,64}@[\w\-]{1,63}\.[\w.\-]{2,100}"
_REACH = re.compile(
    rf"(?:[*|•·📧📱📞☎✉]\ufe0f?\s?)?(?:{_TELEPHONE}|{_LABEL}[<\[(]?(?:mailto:)?{_MAIL})",
    re.IGNORECASE,
)
_WEB = re.compile(
    rf"<?(?:https?://|www\.)\S{{3,200}}|{_LABEL}<?(?:https?://|www\.)\S{{3,200}}|[\w\-]{{2,40}}\.(?:com|org|net|cz|sk|pl|de|eu|io|ru|fr|it|es|nl|at|ch)$",
    re.IGNORECASE,
)
#: What is taken out of a line of contacts: what then stays are labels, or words.
_REACHED = re.compile(
    rf"(?<![\w.+\-])(?:mailto:)?{_MAIL}|https?://\S{{3,200}}|www\.\S{{3,200}}|\+?\d[\d\s()./\-–]{{4,24}}\d"
)
_WORD = re.compile(r"[^\W\d_][^\W_]{0,40}(?:['’.][^\W\d_]{1,20})*")
_PICTURE = re.compile(r"\[(?:cid:|image|logo|http)[^\[\]]{0,200}\](?:<[^<>]{0,300}>)?$", re.IGNORECASE)


def words(lines: Sequence[str], name: str) -> str:
    """`lines` were cut as a signature or a footer; `name` is the author's display name."""
    if len(lines) > _LINES:
        return "\n".join(lines).strip()
    own = [line for paragraph in _paragraphs(lines) for line in _own(paragraph, name)]
    return "\n".join(own)


def _own(paragraph: Sequence[str], name: str) -> list[str]:
    own = [line for line in paragraph if not is_pure(line[:_LINE].strip(), name)]
    if own and (footer.is_known(paragraph) or footer.is_banner(" ".join(line.strip() for line in paragraph[:6]))):
        return []
    return own


def _paragraphs(lines: Sequence[str]) -> Iterator[list[str]]:
    """Lines between empty lines and rules."""
    found: list[str] = []
    for line in [*lines, ""]:
        bare = line.strip()
        if bare and not is_rule(bare):
            found.append(line)
        elif found:
            yield found
            found = []


def is_pure(line: str, name: str = "") -> bool:
    """Whether a stripped line is a rule, a closing, a contact, a name, a title, a company or a street."""
    line = line.lstrip("> ")
    if not line or is_rule(line) or is_closing(line) or _PICTURE.match(line):
        return True
    if footer.is_device(line) or (footer.is_list(line) and _REACHED.search(line)):
        return True
    if len(line) > _LONGEST and not is_contact(line):
        return False
    rest = _REACHED.sub(" ", line)
    if line[-1] in "?!;" or (line[-1] == ":" and rest == line):
        return False
    return _only_names(_WORD.findall(rest), name, few=rest != line)


def _only_names(found: Sequence[str], name: str, few: bool) -> bool:
    """Whether words are names and titles. `few`: beside a telephone number or an address one small label may stand."""
    if len(found) > _MOST_WORDS or any(word.casefold() in _TROUBLE for word in found):
        return False
    known = {part.casefold() for part in name.split()}
    small = [
        word
        for word in found
        if word[0].islower()
        and word.casefold() not in _PARTICLES_OF_TITLES
        and word.casefold() not in known
        and not _TITLES.fullmatch(word)
        and len(word) > 1
    ]
    role = len(found) in (2, 3) and _ROLE.fullmatch(found[0]) is not None
    return role or len(small) <= (1 if few and len(found) <= 2 else 0)


def is_trouble(line: str) -> bool:
    """Whether the line has a word of trouble, of "but" or of "again", or asks something."""
    return line[-1:] in ("?", "？") or any(word.casefold() in _TROUBLE for word in _WORD.findall(line))


def is_postscript(line: str) -> bool:
    """Whether a stripped line begins "PS:", "P.S.", "ПС" …: words that stand below a signature."""
    return bool(_POSTSCRIPT.match(line[:20]))


_POSTSCRIPT = re.compile(
    r"\W{0,3}(?:(?:[Pp]\.\s?){1,3}[Ss]\b|P{1,3}[Ss]\b|[Pp]s\s?[:.]|[Пп]\.\s?[СсSs]\b|ПС\b|[Зз]\.\s?[Ыы]\b|[Pp]ost\s?[Ss]cri|NB\b|N\.B\.)"
)


def is_contact(line: str) -> bool:
    """Whether the line begins with a telephone number, a mail address or a web page."""
    return bool(_REACH.match(line) or _WEB.match(line))


def is_reach(line: str) -> bool:
    """Whether the line begins with a telephone number or a mail address."""
    return bool(_REACH.match(line))


def is_closing(line: str) -> bool:
    """Whether the line is "Kind regards" and nothing else."""
    if len(line) > 2 * _LONGEST_CLOSING or not line[:1].isalpha():
        return False
    bare = line.casefold().strip(_CLOSING_END + "🎉😊🙂👍")
    pieces = [piece.strip(_CLOSING_END) for piece in bare.split("/")]
    return all(piece in _CLOSINGS for piece in pieces)


def is_author(line: str, name: str) -> bool:
    """Whether the line is the author's name, or its first or last word alone."""
    wanted = _wanted(name)
    found = [word.strip(",.\"'()*-/").casefold() for word in line.split()]
    return bool(wanted) and 1 <= len(found) <= 5 and any(word in wanted for word in found)


def is_signed(line: str, name: str) -> bool:
    """As `is_author`, and no namesake: "Jan Malý" is not "Jan Novák"."""
    wanted = _wanted(name)
    found = [word.strip(",.\"'()*-/").casefold() for word in line.split()]
    return is_author(line, name) and sum(word in wanted for word in found) >= min(2, len(found), len(wanted))


def _wanted(name: str) -> set[str]:
    return {word.strip(",.\"'()").casefold() for word in name[:200].split() if len(word) > 2}


def is_name(line: str, most: int) -> bool:
    """Whether the words could be a person's name and title: few, and none in small letters but "van" and the like."""
    found = [word.strip(".,") or word for word in line.strip(" ,.*_|/~#").split()]
    if not 1 <= len(found) <= most or line.endswith(("?", ":", "!", ";")) or any(map(str.isdigit, found)):
        return False
    if any(word.casefold() in _TROUBLE for word in found):
        return False
    return any(word[0].isupper() for word in found) and not any(
        word[0].islower() and word.casefold() not in _PARTICLES for word in found
    )
