"""Whether a sentence that ends in a question mark only asks us to act: `asks_to_act("Můžete to opravit?")`.

"Could you fix it?" is answered by fixing it; "Could you tell me why it fell?" wants words. A table of openings per
language, and of the verbs that want words all the same. Pure and linear; what is in neither table is a question.
"""

from mailgate.model.person import folded

_OPENINGS = (
    *"can you,can someone,can somebody,could you,could someone,could somebody,would you,will you,please".split(","),
    *"muzete,muzete se,muzes,mohli byste,mohl byste,mohla byste,mohl by,mohli bychom,nemohli byste,slo by".split(","),
    *"je mozne,bylo by mozne,prosim,môžete,mohli by ste,je možné".split(","),
    *"czy możecie,czy mogą,czy może,czy moglibyście,czy mogliby,czy mógłby,czy mogłaby,możecie,moglibyście".split(","),
    *"proszę,czy można,czy da się".split(","),
    *"можете,не могли бы,могли бы,можно ли,можно,сможете,не можете,пожалуйста,чи можете,чи могли б".split(","),
)
_WANT_WORDS = (
    *"tell,explain,know,say,advise,confirm,send,why,how,what,when,who,which".split(","),
    *"říct,říci,vysvětlit,sdělit,poradit,napsat,potvrdit,poslat,proč,jak,co,kdy,kdo,vysvetliť,povedať,prečo,ako".split(
        ","
    ),
    *"powiedzieć,wyjaśnić,napisać,doradzić,potwierdzić,przesłać,dlaczego,jak,co,kiedy,kto".split(","),
    *"сказать,объяснить,подсказать,сообщить,написать,подтвердить,прислать,почему,как,что,когда,кто,пояснити".split(","),
)
_OPENS = tuple(folded(opening).split() for opening in _OPENINGS)
_WORDS = frozenset(map(folded, _WANT_WORDS))
_NEAR = 3  #: words that may stand before: "Hello, could you …"


def asks_to_act(sentence: str) -> bool:
    """True for a request in the form of a question; False for a question that wants an answer in words."""
    words = [word.strip("\"'„“”«»().,!?:;…-") for word in folded(sentence).split()]
    words = [word for word in words if word]
    if _WORDS.intersection(words):
        return False
    return any(words[at : at + len(opens)] == opens for at in range(_NEAR) for opens in _OPENS)
