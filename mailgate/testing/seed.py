"""A small firm in Prague with its customers, for tests: `house = seed(a_house())`.

DESK is what `mailgate load` reads, PEOPLE what `mailgate registry import` reads; a test that needs another firm hands
in its own. Everything goes through the same use-cases as the commands.
"""

from mailgate.desk.enrol import import_people, load_desk
from mailgate.desk.house import House

DESK = """\
[firm]
name = "Desk IT"
zone = "Europe/Prague"
phone = "+420 222 000 111"
languages = ["en", "cs", "pl", "ru"]
default_sla = "standard"

[[mailbox]]
address = "support@desk.example"
name = "Desk IT"
language = "en"
unknown_senders = "accept"

[[mailbox]]
address = "private@desk.example"
unknown_senders = "hold"

[[mailbox]]
address = "members@desk.example"
unknown_senders = "refuse"

[[calendar]]
name = "weekday"
zone = "Europe/Prague"
[calendar.spans]
mon = ["08:00-17:00"]
tue = ["08:00-17:00"]
wed = ["08:00-17:00"]
thu = ["08:00-17:00"]
fri = ["08:00-17:00"]

[[sla]]
name = "standard"
calendar = "weekday"
[sla.p1]
first_answer = "30m"
[sla.p2]
first_answer = "2h"
[sla.p3]
first_answer = "8h"
[sla.p4]
first_answer = "2d"

[[staff]]
email = "ada@desk.example"
name = "Ada First"
lines = [1]
shift = "weekday"

[[staff]]
email = "bob@desk.example"
name = "Bob Second"
lines = [1, 2]
shift = "weekday"

[[staff]]
email = "lea@desk.example"
name = "Lea Lead"
role = "lead"
lines = [1, 2]
shift = "weekday"

[[category]]
id = "outage"
class = "outage"
right = "technical"
priority = "p1"

[[category]]
id = "fault"
class = "defect"
right = "technical"
priority = "p3"

[[category]]
id = "billing"
class = "billing"
right = "billing"
priority = "p3"

[[category]]
id = "sales"
class = "request"
priority = "p4"
verify = false

[[rule]]
name = "outage words"
when = 'words("outage", "výpadek")'
set = { category = "outage" }

[[rule]]
name = "printers"
when = 'words("printer", "tiskárna")'
set = { category = "fault" }

[[rule]]
name = "money"
when = 'words("invoice", "faktura")'
set = { category = "billing" }

[[rule]]
name = "offers"
when = 'words("offer")'
set = { category = "sales" }

[[form]]
id = "contact"
public = true
category = "fault"
fields = ["name", "email", "subject", "message"]
"""

PEOPLE = b"""\
company;domains;sla;oncall;verify_clock;contact;emails;phones;language;salutation;rights;assets;notes
Customer s.r.o.;customer.example;;no;;Ann Novakova;ann@customer.example;;en;Ann;technical;;
Customer s.r.o.;;;;;Bill Payer;bill@customer.example;;en;;billing;;
Customer s.r.o.;;;;;Eva Chief;eva@customer.example;;en;;company_admin technical;;
Kestrel Ltd.;kestrel.example;;no;business;June Park;june@kestrel.example;;en;;technical;;
"""


def seed(house: House, desk: str = DESK, people: bytes = PEOPLE) -> House:
    """The same house with its set-up and registry loaded. Raises BadSetup like the commands that do it."""
    load_desk(house, [("desk.toml", desk)])
    import_people(house, people, "customers.csv", dry_run=False)
    return house
