"""The day's work: take, ask, triage, hand over; and what the customers answer while it is going on."""

from mailgate.demo.mail import Received, answer_to, reply_address
from mailgate.demo.scene import Missed, Row, Scene, insist

BARA, TOMEK, VIKTOR = "bara@severka.example", "tomek@severka.example", "viktor@severka.example"
KAREL, JITKA = "brazda@mlyn-podhora.example", "sovova@mlyn-podhora.example"
EWA, NINA = "e.maj@zubr-hurt.example", "orlova@tihaya-gavan.example"
OLIVE, NOOR = "olive@harbour-dental.example", "noor@birchwood-press.example"


def answered(
    scene: Scene, received: Received, name: str, words: str, intro: str, *, checked: bool = True
) -> tuple[str, Row]:
    """A customer replies to a letter that arrived: the new words, and what became of them."""
    raw = answer_to(received, name, words, intro, checked=checked)
    number = scene.send(raw, received.to, reply_address(received))
    scene.tell.line("customer", f"{name} replies: {words}")
    row = scene.decided(number)
    insist("the fate of the reply", row["fate"], "reply")
    why = scene.ticket(row["ticket"])["history"][-1]["why"]
    scene.tell.line("because", f"{row['reasons'][-1]}; {why}")
    return words, row


def first_line_works(scene: Scene) -> None:
    """Take (of two, one wins), triage, ask, and answer whoever may be told."""
    scene.act("outage", "take", BARA, "Bára takes the outage")
    scene.refused("outage", "take", TOMEK, "Tomek wants it too, a moment later", "Bára Zemanová took it")

    scene.act("stranger", "categorise", BARA, "Bára reads the stranger's letter: sales", category="sales")
    scene.act("stranger", "take", BARA, "Bára takes it")
    words = "Yes, we look after offices of that size, and could begin in January.\nShall we call you this week?"
    scene.act("stranger", "reply", BARA, "Bára answers", text=words)

    words = "Faktura 2026-0417 za říjen je na 12 400 Kč, splatná 16. listopadu."
    scene.act("invoice", "reply", BARA, "Bára answers the question about the invoice", text=words)
    scene.refused(
        "access", "reply", BARA, "Bára wants to answer the letter of which nobody knows whose it is",
        "not proven", text="Přístup zřídíme do středy.",
    )  # fmt: skip

    scene.act("backup", "take", BARA, "Bára takes the backup")
    question = "Jaký typ úložiště máte a v kolik hodin chyba vzniká?"
    scene.act("backup", "ask", BARA, "Bára asks the customer", text=question)
    scene.mail_out("outage", "taken", OLIVE)
    scene.mail_out("stranger", "reply", NOOR)
    _only_for(scene, scene.mail_out("invoice", "reply", JITKA), "12 400")


def _only_for(scene: Scene, letter: Received, secret: str) -> None:
    told = {one.to for one in scene.stage.sink.letters() if secret in one.text}
    insist("who reads the amount", told, {letter.to})
    scene.tell.line("checked", "the amount went to the person with the billing right, and to nobody else")


def second_line_helps(scene: Scene) -> None:
    """Escalate with a handover; the owner stays."""
    scene.act("delay", "take", TOMEK, "Tomek takes the Russian ticket")
    scene.refused("delay", "escalate", TOMEK, "Tomek passes it on without a word", "handover")
    handover = (
        "Symptoms: mail in is 2-3 h late since Friday, mail out is not. Done: queue and DNS looked at, nothing there. "
        "Next question: does the content filter hold it?"
    )
    scene.act("delay", "escalate", TOMEK, f"Tomek writes a handover: {handover}", handover=handover)
    row = scene.act("delay", "take", VIKTOR, "Viktor, second line, takes it")
    insist("owner and worker", (row["owner"], row["worker"]), (TOMEK, VIKTOR))
    scene.expect_state("delay", "second_line")
    scene.tell.line("checked", "Viktor works, Tomek still owns the contact with the customer")


def the_customers_answer(scene: Scene) -> None:
    """The answer to a question is threaded back; an answer also proves whose address it is."""
    asked = scene.mail_out("backup", "asked", KAREL)
    scene.expect_state("backup", "waiting_customer")
    words, row = answered(
        scene, asked, "Karel Brázda", "Je to model DS-2, chyba přichází vždy ve 23:10.",
        "Dne 2. 11. 2026 v 9:10 Severka Support napsal(a):",
    )  # fmt: skip
    insist("by what the answer found its ticket", row["thread_method"], "minted")
    insist("the ticket of the answer", row["ticket"], scene.numbers["backup"])
    _only_new_words(scene.named("backup"), words)
    scene.expect_state("backup", "first_line")
    scene.mail_out("backup", "staff_task", BARA)

    to_her = (one for one in scene.stage.sink.letters() if one.to == JITKA)
    neutral = next(one for one in to_her if scene.numbers["access"] in str(one.message["Subject"]))
    answered(
        scene, neutral, "Jitka Sovová", "Ano, psala jsem to já.",
        "Dne 2. 11. 2026 v 9:04 Severka Support napsal(a):", checked=False,
    )  # fmt: skip
    insist("the mark on her ticket", "unproven" in scene.named("access")["flags"], False)
    scene.tell.line("checked", "she answered a letter that went to her address, so it is hers: now she may be told")
    scene.act(
        "access", "reply", BARA, "Bára answers, and this time it goes out", text="Přístup zřídíme do středy rána."
    )
    scene.mail_out("access", "reply", JITKA)


def _only_new_words(ticket: Row, words: str) -> None:
    said = [message["text"] for message in ticket["messages"] if message["kind"] == "customer"]
    if said[-1] != words:
        raise Missed(f"only the new words in the thread: {words}", said[-1])
