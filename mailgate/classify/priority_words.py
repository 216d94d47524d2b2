"""What people write about how many it touches and how much it hurries, in cs, pl, ru and en.

One phrase a line; "…" stands for up to three words. Words that are in every polite letter or under every signature
("as soon as possible", "immediately", "dear all") are left out on purpose.
"""

#: Customers of our customer, or all of ours.
ALL = """
all customers
all our customers
our customers cannot
our customers can't
customers are calling
všichni zákazníci
všem zákazníkům
všem našim zákazníkům
zákazníci nemohou
zákazníci nemůžou
zákazníci se … nemohou
volají nám zákazníci
wszyscy klienci
wszystkim klientom
klienci nie mogą
dzwonią klienci
все клиенты
у всех клиентов
клиенты не могут
звонят клиенты
"""

#: A whole place or firm.
SITE = """
nobody … can
nobody … works
no one … can
no one is able
none of us can
everyone is affected
everybody is affected
affects everyone
for everyone
whole office
whole company
entire office
entire company
whole site
whole floor
whole branch
nikdo … nemůže
nikdo … nepřipojí
nikdo … nepřihlásí
nikdo … nedostane
nikdo … nedovolá
nikomu … nejde
nikomu … nefunguje
nikomu … nejdou
nám všem
všem … nejde
všem … nefunguje
všichni … nemůžeme
celá firma
celé firmě
celá kancelář
celé kanceláři
celá pobočka
celé pobočce
celá budova
celý sklad
celá výroba
celé patro
stojí výroba
stojí provoz
stojí sklad
nikt … nie może
nikomu … nie działa
nikt … nie działa
wszyscy … nie mogą
cała firma
całej firmie
całe biuro
całym biurze
cały oddział
cała hala
stoi produkcja
никто … не может
ни у кого … не работает
у всех … не работает
весь офис
во всём офисе
вся компания
весь филиал
весь склад
стоит производство
"""

#: More than one.
SEVERAL = """
several people
several users
several colleagues
some of us
a few of us
whole team
whole department
entire department
half of the
my colleagues too
několik lidí
několika lidem
několik uživatelů
několika uživatelům
několika kolegům
více lidí
více lidem
více uživatelů
více uživatelům
kolegům taky
kolegům také
kolegyni taky
celé oddělení
celému oddělení
polovina
polovině
kilka osób
kilku osobom
kilku użytkowników
kilku użytkownikom
kilku kolegom
cały dział
połowa
несколько человек
несколько сотрудников
несколько пользователей
у нескольких
у коллег тоже
у коллег также
у коллеги тоже
весь отдел
половина
"""

HIGH = """
urgent
urgently
asap
emergency
business critical
cannot work
can't work
unable to work
we are stuck
losing orders
losing money
work has stopped
urgentní
urgentně
spěchá
spěchá to
naléhavé
naléhavě
akutní
akutně
havárie
stojíme
nemůžeme pracovat
nemůžu pracovat
nemohu pracovat
nemůžeme … fakturovat
nemůžeme … expedovat
pilne
pilnie
pilna
pilny
stoimy
nie możemy pracować
nie mogę pracować
срочно
срочная
срочный
срочное
стоим
не можем работать
не могу работать
"""

LOW = """
not urgent
isn't urgent
no rush
no hurry
no emergency
when you have time
when you have a moment
whenever you have
low priority
nespěchá
nijak nespěchá
není … urgentní
není … naléhavé
nic nehoří
nic urgentního
až budete mít čas
až bude čas
až budete mít chvilku
bez spěchu
niepilne
niepilna
nie jest … pilne
nie jest … pilna
nic się nie pali
nic pilnego
bez pośpiechu
w wolnej chwili
не срочно
несрочно
не к спеху
когда будет время
как будет время
"""
