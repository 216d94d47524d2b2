"""Words that every language here uses."""

from mailgate.lifecycle.answer.sense import Sense

S = Sense
WORDS = {
    S.OK: "ok oke okej okay oki oukej okey ок окей",
    S.NUMBER: "2 3 4 5 6 7 8 9 10 11 12",
    S.THANKS: "thanks thx tnx thanx merci спс",
    S.NICE: "super top bravo perfect bingo супер топ браво",
    S.THING: (
        "internet* wifi wi_fi vpn* mail mails email emails e_mail pc dns server* outlook* web* teams excel* word "
        "sap chrome edge firefox windows laptop* notebook* router* modem* monitor* интернет* впн"
    ),
    S.FILL: "100% it e",
}
