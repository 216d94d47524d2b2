"""The words of each language, compiled once. To add one: a file with `WORDS`, and its line here."""

from mailgate.lifecycle.answer.languages import common, cs, de, en, pl, ru, sk, uk
from mailgate.lifecycle.answer.lexicon import lexicon

#: Where two fit a text equally well, all of them that find something in it must agree.
LEXICONS = (
    lexicon("cs", common.WORDS, cs.WORDS, denying="ne"),
    lexicon("sk", common.WORDS, sk.WORDS, denying="ne"),
    lexicon("pl", common.WORDS, pl.WORDS),
    lexicon("ru", common.WORDS, ru.WORDS),
    lexicon("uk", common.WORDS, uk.WORDS),
    lexicon("en", common.WORDS, en.WORDS),
    lexicon("de", common.WORDS, de.WORDS),
)
