"""What a single word can mean for the question "is it solved?": the kinds into which each language sorts its words.

A word without a sense is unknown, and an unknown word forbids a yes: it may be the one that matters. So `FILL` is a
sense too: words that are known to change nothing.
"""

from enum import StrEnum


class Sense(StrEnum):
    """The kind of a word or phrase."""

    __hash__ = str.__hash__  # that of Enum runs Python code, and the rules are all sets

    YES = "yes"  #: a plain yes, also "I confirm"
    NO = "no"  #: a plain no; in some languages also a NOT
    NOT = "not"  #: denies what stands in its clause
    WITHOUT = "without"  #: denies the word that follows it
    OK = "ok"  #: a plain yes by itself, and good of a thing
    GOOD = "good"  #: it works, it is solved, it is all right
    DONE = "done"  #: good for good: solved, repaired; also of the past
    ACT = "act"  #: a device or person does what it should: prints, opens, signs in
    DO = "do"  #: the same as something that one can or cannot: to print, to open
    CAN = "can"
    WORKED = "worked"  #: worked at some time, which is not said to last
    BAD = "bad"  #: broken, fails, is silent
    CRASH = "crash"  #: crashes, freezes, cuts out: bad, and good when it is denied
    STOP = "stop"  #: stops: bad of what works, good of what crashes
    FAULT = "fault"  #: names a trouble or complaint: error, problem, objection
    OCCUR = "occur"  #: happens, appears, comes back
    STILL = "still"  #: as before
    YET = "yet"  #: not so far
    AGAIN = "again"
    BACK = "back"  #: came back: good of a service, bad of a fault
    SAME = "same"
    PERSIST = "persist"  #: of a fault: lasts
    CHANGE = "change"
    WORSE = "worse"
    BETTER = "better"
    DENY = "deny"  #: a phrase that is a strong no, or asks to open the ticket again
    AGREE = "agree"
    CLOSE = "close"  #: asks or allows to close the ticket
    PARTLY = "partly"
    LIMIT = "limit"  #: slowly, at times, except, missing
    ONLY = "only"
    BUT = "but"
    NUMBER = "number"
    OF = "of"  #: between two numbers: two of three
    WAIT = "wait"  #: waits for us, or wants it kept open: forbids a yes, and leaves a no as it is
    TRIED = "tried"  #: tested, restarted, replaced: says nothing of what came of it, so it is no thanks either
    UNSURE = "unsure"  #: in doubt, later, so far, not tried, away, passed on, keep it open
    IF = "if"
    ASK = "ask"  #: begins a question, with or without its mark
    WISH = "wish"  #: wants something more of us
    MATTER = "matter"  #: of another matter: an invoice
    THANKS = "thanks"
    PRAISE = "praise"  #: praise of people, which is thanks
    NICE = "nice"  #: super, great: says nothing of its own, and is often bitter
    FAST = "fast"
    EXPECT = "expect"  #: "I did not expect": praise beside FAST
    SADLY = "sadly"
    WAS = "was"
    YOU = "you"  #: "does it work for you" is a question, with or without its mark
    BEFORE = "before"  #: at first, yesterday: tells of the past
    HELLO = "hello"  #: a greeting or title; names may follow
    BYE = "bye"  #: a sign-off; names may follow to the end
    HELP = "help"  #: help, repair, reply: harmless where it is thanked for
    THING = "thing"  #: mail, printer, office: may be what works or does not
    FILL = "fill"
    AND = "and"
    THAT = "that"  #: goes on with the clause before it


def senses(names: str) -> frozenset[Sense]:
    """A set of senses from their names, as the rules write them."""
    return frozenset(Sense(name) for name in names.split())
