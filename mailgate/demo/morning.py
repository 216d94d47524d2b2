"""The morning: the desk is set up, the server starts, nine letters come in, and each is decided with its reason."""

from dataclasses import dataclass

from mailgate.demo.mail import MX, packaged, parsed
from mailgate.demo.scene import Missed, Row, Scene, insist
from mailgate.desk.enrol import import_people, load_desk

SUPPORT = "support@severka.example"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One letter of the morning, and what must become of it."""

    name: str  #: what the story calls its ticket
    file: str
    about: str  #: one line for the person who watches
    fate: str
    sure: str  #: standing and proof
    category: str | None = None
    priority: str | None = None
    ack: str = ""  #: the effect of the acknowledgement; "" is silence
    words: str = ""  #: that the acknowledgement must have in it: the person's own language and name
    language: str = ""
    mail_from: str | None = None  #: the envelope sender; None is the author, "" the null sender


LETTERS = (
    Incoming(
        "backup", "01-czech-attachment.eml", "A Czech customer, with a picture attached.",
        "ticket", "contact, proven", "fault", "P3", "received", "Dobrý den, pane Brázdo,", "cs",
    ),
    Incoming(
        "printer", "02-polish.eml", "A Polish customer, in ISO-8859-2.",
        "ticket", "contact, proven", "fault", "P3", "received", "Dzień dobry, Pani Ewo,", "pl",
    ),
    Incoming(
        "delay", "03-russian.eml", "A Russian customer, in KOI8-R.",
        "ticket", "contact, proven", "slow", "P2", "received", "Здравствуйте, Нина Павловна!", "ru",
    ),
    Incoming(
        "invoice", "04-invoice-without-right.eml", "The first customer asks about money, without the billing right.",
        "ticket", "contact, proven", "invoice", "P3", "not_entitled", "oprávněná", "cs",
    ),
    Incoming(
        "access", "05-unproven.eml", "His colleague writes; our MX could not tell whether it is she.",
        "ticket", "contact, unproven", "access", "P4", "received_neutral", "Dobrý den", "cs",
    ),
    Incoming(
        "forged", "06-forged.eml", "Somebody pretends to be her: dmarc=fail.",
        "held", "contact, forged", mail_from="win@bulk-host.example",
    ),
    Incoming(
        "absent", "07-auto-reply.eml", "A customer's out-of-office answer.",
        "automatic", "contact, proven", mail_from="",
    ),
    Incoming(
        "stranger", "08-stranger.eml", "Somebody whom nobody knows; the address is proven.",
        "ticket", "stranger, proven", None, None, "received_neutral", "Hello,", "en",
    ),
    Incoming(
        "outage", "09-outage.eml", "An English customer reports an outage. It comes last.",
        "ticket", "contact, proven", "outage", "P1", "received", "Hello Olive,", "en",
    ),
)  # fmt: skip


def the_desk_opens(scene: Scene) -> None:
    """Load the firm and its customers, start the server."""
    stage, tell = scene.stage, scene.tell
    desk = load_desk(stage.house, [("desk.toml", packaged("seed/desk.toml").decode())])
    planned = import_people(stage.house, packaged("seed/customers.csv"), "customers.csv", dry_run=False).planned
    stage.server.start(stage.clock.now())
    tell.line("staff", ", ".join(f"{one.name} ({_job(one.role, one.lines)})" for one in desk.staff))
    tell.line("desk", f"{desk.firm.name} has {len(desk.mailboxes)} mailboxes, {len(planned.people)} known customers")
    tell.line("clock", f"the desk's test clock begins at {stage.local_time:%A %d %B %Y, %H:%M %Z}")
    tell.more(
        f"mailgate serve runs as a front process and a worker. SMTP listens on 127.0.0.1:{stage.smtp_port}; letters "
        f"out go to a receiving server on 127.0.0.1:{stage.sink.port}. Who wrote is believed only from the "
        f"Authentication-Results of {MX}, the firm's own MX; this machine itself is not trusted."
    )


def _job(role: str, lines: tuple[int, ...]) -> str:
    return {1: "first line", 2: "second line"}[lines[0]] if role == "agent" else role


def the_mail_comes_in(scene: Scene) -> None:
    """Every letter by a real SMTP client, one after the other."""
    for incoming in LETTERS:
        _come_in(scene, incoming)
        scene.tell.more("")


def _come_in(scene: Scene, incoming: Incoming) -> None:
    raw = packaged(f"letters/{incoming.file}")
    letter = parsed(raw)
    author = letter["From"].addresses[0]
    mail_from = author.addr_spec if incoming.mail_from is None else incoming.mail_from
    number = scene.send(raw, mail_from, SUPPORT)
    scene.tell.line("mail in", f"{author.display_name} <{author.addr_spec}>")
    scene.tell.line("", str(letter["Subject"]))
    scene.tell.more(f"{incoming.about} Answered 250: kept as letter {number}.")
    row = scene.decided(number)
    _check(incoming, row)
    if row["ticket"]:
        scene.numbers[incoming.name] = row["ticket"]
    scene.tell.line("decided", _decision(row))
    scene.tell.line("because", "; ".join(row["reasons"]))
    if incoming.ack:
        mail = scene.mail_out(incoming.name, incoming.ack, author.addr_spec)
        if incoming.words not in mail.text:
            raise Missed(f"'{incoming.words}' in the {incoming.ack} letter", mail.text)
    if incoming.name == "backup":
        _attachment_kept(scene)


def _check(incoming: Incoming, row: Row) -> None:
    insist(f"the fate of {incoming.file}", row["fate"], incoming.fate)
    insist(f"standing and proof of {incoming.file}", f"{row['standing']}, {row['proof']}", incoming.sure)
    found = (row["category"], row["priority"])
    insist(f"category and priority of {incoming.file}", found, (incoming.category, incoming.priority))
    if incoming.language:
        insist(f"the language of {incoming.file}", row["language"], incoming.language)


def _decision(row: Row) -> str:
    sure = f"{row['standing']}, {row['proof']}"
    if not row["ticket"]:
        return f"{row['fate']}: no ticket, no answer ({sure})"
    about = f"{row['category']} {row['priority']}" if row["category"] else "for a person to classify"
    return f"{row['ticket']}  {row['state']}: {about}  ({sure}, {row['language']})"


def _attachment_kept(scene: Scene) -> None:
    attachments = scene.named("backup")["messages"][0]["attachments"]
    insist("the attachment of the first letter", [each["filename"] for each in attachments], ["zaloha.png"])
    scene.tell.line("checked", f"zaloha.png is kept with the ticket, {attachments[0]['size']} bytes")


def the_outage_is_first(scene: Scene) -> None:
    """The queue's order, and why."""
    rows = scene.queue()
    insist("what stands first in the queue", rows[0]["number"], scene.numbers["outage"])
    for row in rows[:4]:
        due = f", due {row['due'][11:16]} UTC" if row["due"] else ""
        scene.tell.line(
            "decided" if row is rows[0] else "", f"{row['number']}  {row['priority'] or '--'}  {row['why']}{due}"
        )
    scene.tell.line("checked", f"{scene.numbers['outage']} came last and stands first")
    letters = [one.to for one in scene.stage.sink.letters()]
    insist("letters to the machine that answered", letters.count("sam@harbour-dental.example"), 0)
    scene.tell.line("checked", "nothing was answered to the out-of-office machine, nor to the forger")
