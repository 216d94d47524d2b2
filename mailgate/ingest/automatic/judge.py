"""Did a machine write it, and may a machine answer it? Two questions (RFC 3834, RFC 5230; threats T1, T28, T30).

    judge(fields, author=..., mail_from=..., text=...) -> Judgement

`automatic.marks` has the header fields by which programs give themselves away, `automatic.words` what automatic replies
say, `robots` under which addresses they write; here they are weighed. A person's letter that came through a mailing
list is a person's, but gets no automatic answer. Words alone never make a person's letter a machine's: a subject that
is an automatic reply's counts in an answer, or beside another sign. Nothing here answers, and nothing knows the house:
that is `ours`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mailgate.ingest.automatic import robots, words
from mailgate.ingest.automatic.marks import Means, marks, through_discussion
from mailgate.ingest.automatic.spam import spam_mark
from mailgate.ingest.mime.headers import Fields
from mailgate.model.address import Address

_DOMAIN_REPORT = re.compile(r"\bsubmitter:.*\breport-id:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The reasons as sentences, "" for no. A reason for `automatic` is always one for `no_auto_response`, too."""

    automatic: str = ""
    auto_reply: bool = False
    no_auto_response: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the questions look at."""

    fields: Fields
    author: Address | None
    mail_from: str | None
    text: str
    marks: tuple[tuple[Means, str], ...]
    meanings: frozenset[Means]

    @property
    def subject(self) -> str:
        return self.fields["subject"]

    @property
    def answering(self) -> bool:
        """Whether it says that it answers some letter."""
        return "in-reply-to" in self.fields or "references" in self.fields

    @property
    def sent_on(self) -> bool:
        """Whether a rule or a person has sent it on unchanged; marks of rules are then of the way (RFC 5322 §3.6.6)."""
        return "resent-from" in self.fields or "resent-to" in self.fields

    def because(self, *meanings: Means) -> str:
        """The first mark of one of these meanings."""
        return next((why for means, why in self.marks if means in meanings), "")


def judge(
    fields: Fields,
    *,
    author: Address | None,
    mail_from: str | None,
    text: str = "",
) -> Judgement:
    """Both answers. `mail_from`: the envelope sender, "" for null, None when not known. `text`: the plain text."""
    found = tuple(marks(fields))
    seen = Evidence(fields, author, mail_from, text, found, frozenset(means for means, _ in found))
    machine = _first(question(seen) for question in _WRITTEN_BY_A_MACHINE)
    return Judgement(
        automatic=machine,
        auto_reply=bool(machine) and _is_answer(seen),
        no_auto_response=machine or _first(question(seen) for question in _NOT_TO_BE_ANSWERED),
    )


def _first(reasons: Iterable[str]) -> str:
    return next(filter(None, reasons), "")


def _says_what_it_is(seen: Evidence) -> str:
    return seen.because(Means.REPORT, Means.ANSWER)


def _is_marked(seen: Evidence) -> str:
    return seen.because(Means.MACHINE)


def _mass_mail(seen: Evidence) -> str:
    """Old list programs wrote "Precedence: bulk" on persons' letters."""
    return seen.because(Means.MASS) if Means.MASS in seen.meanings and not through_discussion(seen.fields) else ""


def _exchange_answers(seen: Evidence) -> str:
    """Exchange's out-of-office has both marks and often no Auto-Submitted; what a rule redirects has no second one."""
    both = {Means.RULE, Means.SUPPRESS} <= seen.meanings and _only_its_own(seen)
    return "an automatic reply by a rule in Exchange" if both else ""


def _subject_says_so(seen: Evidence) -> str:
    """On a new letter "Automatic reply: …" may be what somebody wants to have set up; then it is only not answered."""
    if not words.calls_itself_answer(seen.subject, seen.answering):
        return ""
    told = f"an automatic reply by its subject ({seen.subject[:60]})"
    marked = (bool(seen.meanings) and _only_its_own(seen)) or bool(_null_sender(seen))
    if marked or words.answers_by_subject(seen.subject, seen.answering):
        return told
    beside = seen.answering or words.speaks_of_absence(seen.text) or words.speaks_of_return(seen.text)
    return told if beside and not words.plans_or_asks(seen.text) else ""


def _perhaps_by_subject(seen: Evidence) -> str:
    named = words.calls_itself_answer(seen.subject, seen.answering)
    return f"its subject is one of automatic replies ({seen.subject[:60]})" if named else ""


def _marked_and_said(seen: Evidence) -> str:
    """What persons say, too, where a mark shows that a program said it.

    Exchange puts Suppress on meeting requests, and rules put it on letters, so a plan or a wish speaks for a person.
    """
    asks = seen.because(Means.SUPPRESS, Means.HINT)
    if not asks or not _only_its_own(seen) or Means.SILENCE in seen.meanings:
        return ""
    if not _talks_of_absence(seen) or words.plans_or_asks(seen.text):
        return ""
    return f"an automatic reply by its words; {asks}"


def _domain_report(seen: Evidence) -> str:
    """Daily DMARC and TLS reports; their subject is prescribed (RFC 7489 §7.2.1.1, RFC 8460 §5.3)."""
    begins = seen.subject[:14].lower().startswith("report domain:")
    return "a report about a domain by its subject" if begins and _DOMAIN_REPORT.search(seen.subject[:400]) else ""


def _only_its_own(seen: Evidence) -> bool:
    """Whether its marks are of its writer, and not of a list or a redirection on its way."""
    return Means.LIST not in seen.meanings and not seen.sent_on


def _nobodys_name(seen: Evidence) -> str:
    author = seen.author
    if author is None:
        return "a mail server wrote it" if _by_daemon(seen) else ""
    if robots.is_nobody(author.local) or (robots.is_daemon(author.local) and not robots.is_role(author.local)):
        return f"nobody reads behind its sender {author.local[:40]}@"
    return ""


def _null_sender(seen: Evidence) -> str:
    """RFC 5321 §4.5.5: only reports and automatic answers have no return path."""
    if seen.mail_from is None or seen.mail_from.strip("<> "):
        return ""
    return "nobody to return it to (null envelope sender)"


def _marked_for_silence(seen: Evidence) -> str:
    """A hint forbids nothing, and neither does the rule by which a house has its own mailbox sent on to the desk."""
    by_rule = "" if seen.sent_on else seen.because(Means.RULE)
    return by_rule or seen.because(Means.SUPPRESS, Means.SILENCE, Means.MASS, Means.LIST)


def _programs_name(seen: Evidence) -> str:
    author = seen.author
    named = author and (robots.is_program(author.local) or robots.is_role(author.local))
    return f"mostly programs write as {author.local[:40]}@" if author and named else ""


def _answers_to_nobody(seen: Evidence) -> str:
    return "nobody reads the answers (its Reply-To)" if robots.answers_to_nobody(seen.fields) else ""


def _confesses(seen: Evidence) -> str:
    """Only in a letter of its own: in answers and forwards these are quoted words."""
    if seen.answering or not seen.text:
        return ""
    return "its text says that a machine wrote it" if words.says_machine_wrote_it(seen.text) else ""


def _acknowledges(seen: Evidence) -> str:
    """Two desks that confirm each other's confirmations never end."""
    said = words.acknowledges(seen.subject) or words.acknowledges(seen.text)
    return "its words confirm that a letter came" if said else ""


def _spam(seen: Evidence) -> str:
    return spam_mark(seen.fields)


#: In order, the most telling first; the first that fits gives the sentence.
_WRITTEN_BY_A_MACHINE = (
    _says_what_it_is,
    _exchange_answers,
    _subject_says_so,
    _marked_and_said,
    _domain_report,
    _is_marked,
    _nobodys_name,
    _null_sender,
    # Last, since a newsletter of a no-reply address is better known by its sender.
    _mass_mail,
)
#: What forbids an automatic answer to a letter that may well be a person's.
_NOT_TO_BE_ANSWERED = (
    _marked_for_silence,
    _programs_name,
    _answers_to_nobody,
    _perhaps_by_subject,
    _spam,
    _confesses,
    _acknowledges,
)


def _is_answer(seen: Evidence) -> bool:
    """Whether the machine's letter is an answer. Mail servers mark their reports so (RFC 3834 §5); those are none."""
    if words.calls_itself_answer(seen.subject, seen.answering):
        return True
    if Means.REPORT in seen.meanings or _by_daemon(seen):
        return False
    if Means.ANSWER in seen.meanings or _exchange_answers(seen) or _marked_and_said(seen):
        return True
    if Means.LIST in seen.meanings:
        return False
    # Some vacation programs call themselves auto-generated, or send from nobody and mark nothing.
    marked = Means.MACHINE in seen.meanings or bool(_null_sender(seen))
    return _talks_of_absence(seen) if marked else _subject_talks_of_absence(seen)


def _talks_of_absence(seen: Evidence) -> bool:
    return _subject_talks_of_absence(seen) or words.speaks_of_absence(seen.text)


def _subject_talks_of_absence(seen: Evidence) -> bool:
    return words.begins_as_answer(seen.subject) or words.speaks_of_absence(seen.subject)


def _by_daemon(seen: Evidence) -> bool:
    named = (robots.named_daemon(text) for text in seen.fields.undecoded("from")[:3])
    return bool(seen.author and robots.is_daemon(seen.author.local)) or any(named)
