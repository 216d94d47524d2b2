"""What is known of a letter's origin, when the question was asked."""

from dataclasses import dataclass

from mailgate.model.letter import Proof


@dataclass(frozen=True, slots=True)
class Finding:
    """How sure it is, and why in one line."""

    proof: Proof
    evidence: str
    temporary: bool = False  #: the DNS did not answer: asked again later it may be proven, or forged
