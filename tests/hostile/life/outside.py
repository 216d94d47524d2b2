"""What comes from outside: letters, forms, reports of failures, and the pages behind our links."""

import hashlib
from functools import partial

from mailgate.desk.approve import answer_approve, open_approve
from mailgate.desk.call import URGENCIES, take_call
from mailgate.desk.colleague import add_colleague, open_colleague, refuse_colleague
from mailgate.desk.customer import answer_prove, answer_verify, open_prove, open_verify
from mailgate.desk.receive import receive, receive_form
from mailgate.model.letter import KeptLetter
from mailgate.model.person import Right
from mailgate.testing import an_envelope
from tests.hostile.life.mail import AUTHORS, AUTOMATIC, MAILBOXES, SUBJECTS, WORDS, report, written
from tests.hostile.life.place import STAFF, Deed, Place, Truth, message_id_of


class Outside(Place):
    """Customers, strangers and machines."""

    def write(self, who: int, proof: str, subject: int, to: int, auto: int, now: bool) -> None:
        """Somebody writes to us about something new."""
        author = AUTHORS[who]
        text = f"{SUBJECTS[subject]}: it began at number {self.serial}.\n"
        letter = {"subject": SUBJECTS[subject], "text": text, "auto_submitted": AUTOMATIC[auto]}
        raw = written(author, proof, MAILBOXES[to], **letter)
        self._receive(raw, author, MAILBOXES[to], Truth(author, proof, "other", bool(auto)), now)

    def answer(self, which: int, who: int, proof: str, words: int, by: str, auto: int, now: bool) -> None:
        """Somebody answers a letter of ours: who got it (`who` 0), or anybody else who has seen it."""
        sent = self._sent(which)
        if sent is None:
            return
        author = (sent.to, *AUTHORS)[who]
        text, says = WORDS[words]
        letter = {"subject": f"Re: {sent.message['Subject']}" if by == "tag" else "Re: your letter"}
        letter |= {"text": f"{text}\n", "auto_submitted": AUTOMATIC[auto], "message_id": f"a{self.serial}@mail.example"}
        if by == "reply":
            letter["in_reply_to"] = message_id_of(sent)
        to = str(sent.message["Reply-To"] or MAILBOXES[0]).strip("<>") if by == "address" else MAILBOXES[0]
        raw = written(author, proof, to, **letter)
        self._receive(raw, author, to, Truth(author, proof, says, bool(auto)), now)

    def repeat(self, which: int, now: bool) -> None:
        """The same bytes once more, as mail servers do after a lost answer."""
        kept = self._letter(which)
        if kept is None:
            return
        with self.houses[0].view() as work:
            raw = work.unit.letters.raw(kept.digest)
        to = kept.envelope.rcpts[0]
        self._receive(raw, kept.envelope.mail_from, to, self.truth_of(kept), now)

    def bounce(self, which: int, status: str, now: bool) -> None:
        """A server tells that a letter of ours did not arrive after all."""
        sent = self._sent(which)
        if sent is None:
            return
        to = sent.envelope_from or MAILBOXES[0]
        raw = report(sent.to, message_id_of(sent), status)
        self._receive(raw, "", to, Truth("", "unproven", "other", True), now)

    def _receive(self, raw: bytes, mail_from: str, to: str, truth: Truth, now: bool) -> None:
        envelope = an_envelope(rcpts=(to,), mail_from=mail_from, received_at=self.clock.now())
        self.serial += 1
        self.truths[hashlib.sha256(raw).hexdigest()] = truth
        kept, _ = receive(self.houses[0], envelope, raw)
        self.promised[kept.id] = kept.digest
        if now:
            self.sweep(0, "drain_letters")

    def form(self, who: int, signed_in: bool, key: str) -> None:
        """Somebody fills in the form, perhaps twice with the same key. Anybody may give any address in a public one."""
        self.serial += 1
        fields = {"message": f"Please call, number {0 if key else self.serial}", "name": "Somebody"}

        def fill_in() -> None:
            kept, _ = receive_form(self.houses[0], "contact", AUTHORS[who], fields, public=not signed_in, key=key)
            self.promised[kept.id] = kept.digest

        self._try("form", fill_in)

    def call(self, staff: int, who: int, urgency: int) -> None:
        """A colleague writes down a call."""
        self.serial += 1
        urgencies = sorted(URGENCIES)
        said = (AUTHORS[who], f"No paper, number {self.serial}", urgencies[urgency % len(urgencies)])
        self.deeds.append(Deed("act", STAFF[staff], "call"))
        self._try("call", lambda: take_call(self.houses[0], STAFF[staff], *said))

    def truth_of(self, kept: KeptLetter) -> Truth:
        """What is true of a letter. Of a form or a call only the door knows who it was."""
        proof = "proven" if kept.envelope.signed_in else "unproven"
        return self.truths.get(kept.digest) or Truth(kept.author, proof, "other", False)

    def post(self, which: int, said: str, comment: int, garbled: bool, worker: int) -> None:
        """Somebody uses a link of ours, also an old one, or one that lost its end."""
        if self.links:
            link = self.links[-1 - which % len(self.links)]
            words = WORDS[comment][0] if comment else ""
            self.deeds.append(Deed("page", link.to, "garbled" if garbled else said, link.message_id))
            token = link.token[:-2] if garbled else link.token
            self._try(f"page {link.kind}", partial(self._post, link.kind, token, said, words, worker))

    def _post(self, kind: str, token: str, said: str, words: str, worker: int) -> None:
        house = self.houses[worker]
        match kind:
            case "v":
                answer_verify(house, token, said, words)  # type: ignore[arg-type]
            case "p":
                answer_prove(house, token)
            case "a":
                answer_approve(house, token, "approve" if said == "yes" else "refuse", words)
            case _ if said == "yes":
                add_colleague(house, token, words, {Right.TECHNICAL})
            case _:
                refuse_colleague(house, token)

    def scan(self) -> None:
        """A machine opens every link that we ever sent; so do people who only look."""
        pages = {"v": open_verify, "p": open_prove, "a": open_approve, "c": open_colleague}
        for link in self.links:
            pages[link.kind](self.houses[0], link.token)
