"""What mail programs write around a quoted letter, one row a language: the one table of words for cutting quotes.

    LANGUAGES["cs"].wrote, .original, .sent_from …   each is alternatives divided by "|"

Data only. `introduction`, `header_block`, `divider`, `footer` and `sign_off` build their patterns out of it. To add a
language, add a row; a column that is left out means that its programs have no such words, or English ones.
"""

from typing import NamedTuple


class Words(NamedTuple):
    """The words of one language. `sent_from` are regular expressions; all others are plain, in lower case."""

    wrote: str = ""  #: the verb of "On … Eva wrote:"; of a verb with several words the one that tells
    begins: str = ""  #: the first words of that sentence, when it begins with the date
    from_: str = ""  #: header names in a quoted letter
    date: str = ""
    to: str = ""
    cc: str = ""
    subject: str = ""
    reply_to: str = ""
    original: str = ""  #: between dashes, above a letter that is answered
    forwarded: str = ""  #: between dashes or before a colon, above a letter that is passed on
    sent_from: str = ""  #: how a telephone's footer begins; plain after "…": how it ends
    get: str = ""  #: first or last word of "Get Outlook for Android"
    above: str = ""  #: "please reply above this line"
    closing: str = ""  #: "Kind regards" without a word of its own meaning; never thanks


LANGUAGES: dict[str, Words] = {
    "en": Words(
        wrote="wrote|writes|said|says|written",
        begins="on|at|in message|in article",
        from_="from",
        date="date|sent|sent at|received|posted at",
        to="to",
        cc="cc|bcc|copy",
        subject="subject|re",
        reply_to="reply-to|reply to",
        original="original message|original email|original e-mail|original mail|original|reply message|replied message|"
        "previous replies|previous message|message history|quoted message|original message processed by",
        forwarded="forwarded message|forwarded email|forwarded by|forward message|begin forwarded message|"
        "forwarded letter|fwd.msg",
        sent_from=r"sent (?:from|via|with|using)\b|sent (?:by|on) (?=my |galaxy|samsung|iphone|ipad|android)|from my "
        r"|this (?:e-?mail|message) was sent from (?:my|a|an) |(?:written|typed|composed) (?:on|with|from) (?:my|a) "
        r"|…from mobile|…from my mobile",
        get="get|download",
        above="above this line|above the line",
        closing="best regards|kind regards|kindest regards|warm regards|warmest regards|with kind regards|"
        "with best regards|many regards|regards|best wishes|with best wishes|yours sincerely|sincerely|"
        "sincerely yours|yours faithfully|yours truly|cheers|br|rgds|best|all the best|have a nice day|respectfully",
    ),
    "cs": Words(
        wrote="napsal|napsala|napsali|napsal(a)|napsal/a|píše|psal|psala|psal(a)",
        begins="dne|dňa|v",
        from_="od|odesílatel",
        date="datum|odesláno|posláno|dne",
        to="komu|pro|adresát|příjemce",
        cc="kopie|skrytá kopie|cc",
        subject="předmět|věc",
        reply_to="odpověď na|odpovědět komu",
        original="původní zpráva|původní e-mail|původní email|původní mail|předchozí odpovědi|předchozí zpráva",
        forwarded="přeposlaná zpráva|přeposlaný e-mail|předaná zpráva|začátek přeposílané zprávy|"
        "začátek předávané zprávy|předávaná zpráva",
        sent_from=r"odesláno (?:z|ze|pomocí|prostřednictvím|přes)\b|posláno (?:z|ze|pomocí)\b|zasláno (?:z|ze|pomocí)\b"
        r"|napsáno (?:z|na)\b",
        get="získat|získejte|stáhnout|stáhněte",
        above="nad tuto čáru|nad touto čarou|nad tento řádek|nad tímto řádkem|nad tuto řádku",
        closing="s pozdravem|s přátelským pozdravem|se srdečným pozdravem|s přáním hezkého dne|s přáním pěkného dne|"
        "s úctou|zdraví|přeji hezký den|přeji pěkný den|hezký den|pěkný den|mějte se hezky|s pozdravom",
    ),
    "sk": Words(
        wrote="napísal|napísala|napísali|napísal(a)|napísal/a|píše|písal|písala|písal(a)",
        begins="dňa|dne|v",
        from_="od|odosielateľ",
        date="dátum|odoslané|poslané|dňa",
        to="komu|pre|adresát|príjemca",
        cc="kópia|skrytá kópia|cc",
        subject="predmet|vec",
        reply_to="odpovedať-pre|odpoveď na",
        original="pôvodná správa|pôvodný e-mail|pôvodný email|predchádzajúce odpovede",
        forwarded="preposlaná správa|začiatok preposlanej správy|preposielaná správa",
        sent_from=r"odoslané (?:z|zo|pomocou|cez)\b|poslané (?:z|zo|pomocou)\b",
        get="získajte|získať|stiahnuť|stiahnite",
        above="nad túto čiaru|nad touto čiarou|nad tento riadok|nad týmto riadkom",
        closing="s pozdravom|s priateľským pozdravom|s úctou|zdraví|pekný deň|prajem pekný deň|pozdravujem",
    ),
    "pl": Words(
        wrote="napisał|napisała|napisał(a)|napisał/a|pisze|napisana|nadesłał|nadesłała|nadesłał(a)",
        begins="w dniu|dnia|dn.|w dn.",
        from_="od|nadawca",
        date="data|wysłano|wysłane|data wysłania",
        to="do|adresat|odbiorca",
        cc="dw|udw|kopia|cc",
        subject="temat",
        reply_to="odpowiedź-do|odpowiedz do",
        original="wiadomość oryginalna|oryginalna wiadomość|wiadomość pierwotna|poprzednie odpowiedzi|"
        "treść oryginalnej wiadomości",
        forwarded="wiadomość przekazana dalej|przekazana wiadomość|treść przekazanej wiadomości|"
        "początek przekazywanej wiadomości|wiadomość przekazana|przesłana wiadomość",
        sent_from=r"wysłan[eoa] (?:z|ze|za|przez|przy)\b|wiadomość wysłana z",
        get="pobierz|uzyskaj",
        above="powyżej tej linii|nad tą linią|powyżej tego wiersza|powyżej tej kreski",
        closing="pozdrawiam|pozdrawiamy|z poważaniem|z powazaniem|pozdrowienia|serdecznie pozdrawiam|"
        "pozdrawiam serdecznie|z wyrazami szacunku|z pozdrowieniami|miłego dnia|łączę pozdrowienia",
    ),
    "ru": Words(
        wrote="написал|написала|написали|написал(а)|написал(-а)|писал|писала|писал(а)|пишет",
        begins="в|от|on",
        from_="от|от кого|отправитель",
        date="дата|отправлено|отправлен|послано",
        to="кому|получатель",
        cc="копия|скрытая копия|cc",
        subject="тема",
        reply_to="ответ-кому|ответить",
        original="исходное сообщение|первоначальное сообщение|оригинальное сообщение|исходное письмо|"
        "предыдущие ответы|оригинал сообщения",
        forwarded="пересылаемое сообщение|пересланное сообщение|перенаправленное сообщение|"
        "начало переадресованного сообщения|начало пересылаемого сообщения|конец пересылаемого сообщения|"
        "пересылаемое письмо|переадресованное сообщение",
        sent_from=r"отправлено (?:с|со|из|через|при)\b|послано (?:с|из)\b",
        get="скачать|загрузите|скачайте|получить",
        above="выше этой линии|над этой линией|выше этой строки|над этой строкой|выше этой черты",
        closing="с уважением|с наилучшими пожеланиями|всего доброго|всего хорошего|с почтением|удачного дня|"
        "хорошего дня",
    ),
    "uk": Words(
        wrote="пише|написав|написала|написав(ла)|написав(-ла)|писав|писала",
        begins="в|у|від",
        from_="від|від кого|відправник",
        date="дата|надіслано|відправлено",
        to="кому|одержувач",
        cc="копія|cc",
        subject="тема",
        reply_to="кому відповісти",
        original="вихідне повідомлення|оригінальне повідомлення|початкове повідомлення|попередні відповіді",
        forwarded="переслане повідомлення|перенаправлене повідомлення|початок листа, що пересилається|"
        "пересланий лист|повідомлення, що пересилається",
        sent_from=r"надіслано (?:з|із|зі|через|за)\b|відправлено (?:з|із|зі|через)\b",
        get="завантажте|завантажити|отримати",
        above="вище цієї лінії|над цією лінією|над цим рядком|вище цього рядка",
        closing="з повагою|з найкращими побажаннями|всього найкращого|гарного дня",
    ),
    "de": Words(
        wrote="schrieb|schrieben|geschrieben|schreibt",
        begins="am|von|in der nachricht",
        from_="von|absender",
        date="gesendet|datum|gesendet am|geschickt|gesendet um",
        to="an|empfänger",
        cc="cc|kopie|kopie (cc)|bcc|blindkopie",
        subject="betreff|betr.",
        reply_to="antwort an|antworten an",
        original="ursprüngliche nachricht|originalnachricht|ursprüngliche e-mail|original-nachricht|original-mail|"
        "vorherige antworten|ursprungsnachricht|original-e-mail|originale nachricht",
        forwarded="weitergeleitete nachricht|anfang der weitergeleiteten nachricht|weitergeleitete e-mail|"
        "anfang der weitergeleiteten e-mail|weitergeleitet von|weitergeleitete mail",
        sent_from=r"gesendet (?:von|mit|über|aus|vom)\b|von mein|diese (?:nachricht|e-?mail|mail) wurde (?:von|mit)"
        r"|versendet (?:von|mit)\b|…gesendet",
        get="holen|laden|lade|hol|beziehen|herunterladen",
        above="oberhalb dieser zeile|über dieser zeile|oberhalb dieser linie|über dieser linie|über diese zeile",
        closing="mit freundlichen grüßen|mit freundlichen grüssen|mit freundlichem gruß|mit freundlichem gruss|"
        "freundliche grüße|freundliche grüsse|viele grüße|viele grüsse|liebe grüße|liebe grüsse|beste grüße|"
        "beste grüsse|mit besten grüßen|mit besten grüssen|schöne grüße|herzliche grüße|mit lieben grüßen|grüße|"
        "grüsse|gruß|gruss|mfg|lg|vg|hochachtungsvoll|schönen tag|mit herzlichen grüßen",
    ),
    "fr": Words(
        wrote="écrit|ecrit|écrivait|dit",
        begins="le|en date du|dans le message",
        from_="de|expéditeur|envoyé par",
        date="date|envoyé|envoyé le|message du|le|date d'envoi",
        to="à|a|pour|destinataire|destinataires",
        cc="cc|copie à|copie|cci",
        subject="objet|sujet",
        reply_to="répondre à|réponse à",
        original="message d'origine|message d’origine|message original|message initial|réponses précédentes|"
        "courriel d'origine|e-mail d'origine",
        forwarded="message transféré|début du message transféré|début du message réexpédié|message transmis|"
        "message réexpédié|courriel transféré",
        sent_from=r"envoyé (?:depuis|de|à partir|avec|via|par)\b|provenance :|message envoyé",
        get="télécharger|téléchargez|obtenir|obtenez",
        above="au-dessus de cette ligne|au dessus de cette ligne",
        closing="cordialement|bien cordialement|très cordialement|bien à vous|salutations|meilleures salutations|"
        "salutations distinguées|sincères salutations|bonne journée|bonne soirée|bonne réception|amicalement|cdt|"
        "cdlt|bien à toi|respectueusement",
    ),
    "es": Words(
        wrote="escribió|escribio|escrito|escribía",
        begins="el|en fecha|con fecha|en",
        from_="de|remitente",
        date="fecha|enviado|enviado el|enviada|enviados|fecha de envío",
        to="para|a|destinatario",
        cc="cc|cco|copia",
        subject="asunto",
        reply_to="responder a",
        original="mensaje original|correo original|respuestas anteriores",
        forwarded="mensaje reenviado|inicio del mensaje reenviado|correo reenviado",
        sent_from=r"enviado (?:desde|con|por|vía|via|a través)\b|mensaje enviado",
        get="obtener|obtén|descargar|descarga",
        above="por encima de esta línea|encima de esta línea|sobre esta línea|arriba de esta línea",
        closing="saludos|un saludo|saludos cordiales|atentamente|cordialmente|un cordial saludo|"
        "reciba un cordial saludo|un abrazo|buen día",
    ),
    "it": Words(
        wrote="scritto|scrive|scriveva",
        begins="il|il giorno|in data|nel messaggio",
        from_="da|mittente",
        date="data|inviato|inviata|data invio",
        to="a|destinatario",
        cc="cc|ccn|copia",
        subject="oggetto",
        reply_to="risposta|rispondi a",
        original="messaggio originale|messaggio originario|messaggio di origine|risposte precedenti",
        forwarded="messaggio inoltrato|inizio messaggio inoltrato|inizio del messaggio inoltrato|messaggio rinviato",
        sent_from=r"inviato (?:da|dal|dalla|con|tramite|via)\b|messaggio inviato",
        get="ottieni|scarica|scaricare",
        above="sopra questa riga|sopra questa linea|al di sopra di questa riga",
        closing="cordiali saluti|distinti saluti|saluti|un saluto|buona giornata|cordialmente|a presto|buon lavoro|"
        "cordialità",
    ),
    "nl": Words(
        wrote="schreef|geschreven|schrijft",
        begins="op|van|in bericht",
        from_="van|afzender",
        date="datum|verzonden|verstuurd",
        to="aan",
        cc="cc|kopie|bcc",
        subject="onderwerp",
        reply_to="antwoord aan|beantwoorden - aan|beantwoorden aan",
        original="oorspronkelijk bericht|origineel bericht|oorspronkelijke bericht|vorige antwoorden|"
        "eerdere antwoorden",
        forwarded="doorgestuurd bericht|begin doorgestuurd bericht|doorgestuurd door",
        sent_from=r"verzonden (?:vanaf|met|via|vanuit|door|van)\b|verstuurd (?:vanaf|met|via|vanuit|van)\b",
        get="download|downloaden|verkrijg",
        above="boven deze regel|boven deze lijn",
        closing="met vriendelijke groet|met vriendelijke groeten|vriendelijke groet|vriendelijke groeten|groeten|groet|"
        "hartelijke groeten|hartelijke groet|mvg|hoogachtend|met hartelijke groet|fijne dag",
    ),
    "pt": Words(
        wrote="escreveu|escrito",
        begins="em|no dia|a|na data",
        from_="de|remetente",
        date="data|enviado|enviada|enviado em|enviada em|enviado a",
        to="para|destinatário",
        cc="cc|cco|cópia",
        subject="assunto",
        reply_to="responder a|responder para",
        original="mensagem original|e-mail original|respostas anteriores",
        forwarded="mensagem encaminhada|mensagem reencaminhada|início da mensagem encaminhada|"
        "início da mensagem reencaminhada|início da mensagem reenviada",
        sent_from=r"enviado (?:do|da|de|a partir|pelo|pela|por|via|com|desde)\b|mensagem enviada",
        get="obter|obtenha|baixe|baixar",
        above="acima desta linha|acima dessa linha",
        closing="atenciosamente|cumprimentos|com os melhores cumprimentos|melhores cumprimentos|atentamente|abraços|"
        "abraço|saudações|cordialmente|att|bom dia",
    ),
    "sv": Words(
        wrote="skrev|skriver",
        begins="den|på|vid",
        from_="från|avsändare",
        date="skickat|datum|sändes",
        to="till",
        cc="kopia|cc",
        subject="ämne|ärende",
        reply_to="svara till|svar till",
        original="ursprungligt meddelande|originalmeddelande|ursprungsmeddelande|tidigare svar",
        forwarded="vidarebefordrat meddelande|vidarebefordrat mejl|vidarebefordrat brev|"
        "början på vidarebefordrat meddelande",
        sent_from=r"skickat (?:från|via|med)\b|skickades från|sänt från|från min ",
        get="hämta|skaffa",
        above="ovanför den här raden|ovanför denna rad|ovanför denna linje",
        closing="med vänliga hälsningar|med vänlig hälsning|vänliga hälsningar|vänlig hälsning|hälsningar|mvh|"
        "bästa hälsningar|allt gott",
    ),
    "da": Words(
        wrote="skrev|skriver",
        begins="den|d.|på",
        from_="fra|afsender",
        date="sendt|dato",
        to="til",
        cc="cc|kopi|bcc",
        subject="emne",
        reply_to="svar til",
        original="oprindelig meddelelse|original meddelelse|oprindelig besked|oprindelig mail|tidligere svar",
        forwarded="videresendt meddelelse|videresendt besked|start på videresendt besked|"
        "begyndelse på videresendt besked",
        sent_from=r"sendt (?:fra|via|med)\b|fra min ",
        get="hent|få",
        above="over denne linje|over denne linie",
        closing="med venlig hilsen|venlig hilsen|med venlige hilsner|venlige hilsner|hilsen|mvh|bedste hilsner|"
        "de bedste hilsner|dbh|vh|kh|mange hilsner",
    ),
    "no": Words(
        wrote="skrev|skriver",
        begins="den|på",
        from_="fra|avsender",
        date="sendt|dato",
        to="til",
        cc="kopi|cc",
        subject="emne",
        reply_to="svar til",
        original="opprinnelig melding|original melding|opprinnelig e-post|tidligere svar",
        forwarded="videresendt melding|videresendt e-post|start på videresendt melding",
        sent_from=r"sendt (?:fra|via|med)\b",
        get="last|skaff|få",
        above="over denne linjen|ovenfor denne linjen",
        closing="med vennlig hilsen|vennlig hilsen|med hilsen|hilsen|mvh|beste hilsen|vennlige hilsener",
    ),
    "fi": Words(
        wrote="kirjoitti|kirjoittaa",
        begins="pe|ma|ti|ke|to|la|su",
        from_="lähettäjä|keneltä",
        date="lähetetty|päivämäärä|päiväys|pvm",
        to="vastaanottaja|kenelle",
        cc="kopio|cc",
        subject="aihe",
        reply_to="vastaus|vastausosoite",
        original="alkuperäinen viesti|aiemmat vastaukset",
        forwarded="välitetty viesti|edelleenlähetetty viesti|välitetty viesti alkaa",
        sent_from=r"lähetetty |…lähetetty",
        get="hanki|lataa",
        above="tämän rivin yläpuolelle|tämän viivan yläpuolelle",
        closing="ystävällisin terveisin|terveisin|parhain terveisin|yst. terv|t.|terv.|hyvää päivänjatkoa",
    ),
    "hu": Words(
        wrote="írta",
        begins="a",
        from_="feladó",
        date="dátum|elküldve|küldve|küldés dátuma",
        to="címzett",
        cc="másolat|másolatot kap|cc",
        subject="tárgy",
        reply_to="válaszcím",
        original="eredeti üzenet|korábbi válaszok",
        forwarded="továbbított üzenet|továbbított levél kezdete|továbbított levél",
        sent_from=r"elküldve |küldve |…küldve",
        get="szerezze|szerezd|töltse",
        above="e sor fölé|ezen sor fölé|e vonal fölé|a sor fölé",
        closing="üdvözlettel|tisztelettel|üdv|köszönettel és üdvözlettel|szép napot",
    ),
    "ro": Words(
        wrote="scris",
        begins="în|pe|in|la data de",
        from_="de la|expeditor|expeditorul",
        date="data|dată|trimis|dată",
        to="către|catre|destinatar|destinatarul",
        cc="cc|copie",
        subject="subiect|subiectul",
        reply_to="răspuns către|răspunde la",
        original="mesaj original|mesajul original|mesaj inițial|răspunsuri anterioare",
        forwarded="mesaj redirecționat|începe mesajul redirecționat|mesaj redirecţionat|mesaj transmis mai departe",
        sent_from=r"trimis (?:de pe|din|de la|cu|prin)\b",
        get="obține|obțineți|descarcă",
        above="deasupra acestei linii|deasupra acestui rând",
        closing="cu stimă|cu respect|o zi bună|cu drag|toate cele bune",
    ),
    "tr": Words(
        wrote="yazdı",
        begins="tarihinde",
        from_="kimden|gönderen",
        date="tarih|gönderilen|gönderildi|gönderme tarihi",
        to="kime|alıcı",
        cc="bilgi|cc",
        subject="konu",
        reply_to="yanıt adresi",
        original="orijinal ileti|özgün ileti|orijinal mesaj|özgün mesaj|önceki yanıtlar",
        forwarded="iletilen ileti|iletilmiş mesaj|yönlendirilen ileti|i̇letilen i̇leti|i̇letilmiş mesaj|"
        "i̇leti başlangıcı|ileti başlangıcı|yönlendirilmiş mesaj",
        sent_from=r"…gönderildi|…gönderilmiştir|…edinin",
        above="bu satırın üstüne|bu satırın üzerine|bu çizginin üstüne",
        closing="saygılarımla|saygılarımızla|iyi çalışmalar|sevgiler|iyi günler|selamlar",
    ),
    "ja": Words(
        wrote="書きました|のメール|のメッセージ|が送信|のコメント",
        from_="差出人|送信者",
        date="送信日時|日付|日時|送信日",
        to="宛先|送信先",
        cc="cc|ｃｃ",
        subject="件名",
        reply_to="返信先",
        original="元のメッセージ|オリジナルメッセージ|original message|以前の返信",
        forwarded="転送されたメッセージ|転送メッセージ|転送されたメール|転送するメッセージ",
        sent_from=r"…から送信|…から送信されました|…を使って送信|…を入手|…からの送信",
        above="この行より上|この行の上|この線より上",
        closing="以上、よろしくお願いいたします|よろしくお願いいたします|敬具",
    ),
    "zh": Words(
        wrote="写道|寫道|写到",
        begins="在|于|於",
        from_="发件人|寄件者|寄件人|發件人",
        date="发送时间|日期|寄件日期|傳送時間|发送日期|寄送時間|發送時間",
        to="收件人|收件者",
        cc="抄送|副本|抄送人",
        subject="主题|主旨|主題|标题",
        reply_to="回复|答复",
        original="原始邮件|原始郵件|原邮件|原始信件|原始訊息|以前的回复",
        forwarded="转发的邮件|转发邮件|轉寄的郵件|轉寄郵件|转发邮件信息|已转发的邮件|轉寄訊息",
        sent_from=r"发自|發自|傳送自|从我的|從我的|寄件自|来自我的",
        get="获取|取得|下载",
        above="在此行上方|在这行上面|在此線上方|请在此行以上|在此行以上",
        closing="此致|祝好|敬礼|顺祝商祺|順頌商祺",
    ),
    "ko": Words(
        wrote="작성|작성했습니다|작성하였습니다|썼습니다|보낸 메시지",
        from_="보낸 사람|보낸사람|발신",
        date="날짜|보낸 날짜|보낸날짜|보낸 시간",
        to="받는 사람|받는사람|수신",
        cc="참조",
        subject="제목",
        original="원본 메시지|원본 메일|원본메일|이전 답변",
        forwarded="전달된 메시지|전달된 메일",
        sent_from=r"나의 |…에서 보냄|…보냄|…다운로드",
        above="이 줄 위에",
    ),
    "el": Words(
        wrote="έγραψε|έγραψαν",
        begins="στις",
        from_="από|αποστολέας",
        date="ημερομηνία|στάλθηκε|εστάλη",
        to="προς|παραλήπτης",
        cc="κοιν.|κοινοποίηση",
        subject="θέμα",
        original="αρχικό μήνυμα",
        forwarded="προωθημένο μήνυμα|έναρξη προωθημένου μηνύματος",
        sent_from=r"στάλθηκε από|εστάλη από|…στάλθηκε",
        above="πάνω από αυτή τη γραμμή",
        closing="με εκτίμηση|φιλικά",
    ),
    "bg": Words(
        wrote="написа|писа",
        begins="на",
        from_="от",
        date="дата|изпратено",
        to="до",
        cc="копие|як",
        subject="относно|тема",
        original="оригинално съобщение|първоначално съобщение",
        forwarded="препратено съобщение|пренасочено съобщение",
        sent_from=r"изпратено от|изпратено с",
        closing="с уважение|поздрави",
    ),
    "hr": Words(
        wrote="napisao|napisala|napisao/la|napisal|napisal/a",
        begins="dana|dne|u|v",
        from_="šalje|od|pošiljatelj|pošiljalac",
        date="datum|poslano|poslato",
        to="prima|za|komu",
        cc="cc|kopija|kp",
        subject="predmet|naslov|zadeva",
        original="izvorna poruka|originalna poruka|izvirno sporočilo",
        forwarded="proslijeđena poruka|započni proslijeđenu poruku|prosleđena poruka|posredovano sporočilo",
        sent_from=r"poslano (?:s|sa|iz|z)\b|poslato (?:s|sa)\b",
        get="preuzmi|preuzmite",
        above="iznad ove linije|iznad ovog retka",
        closing="lijep pozdrav|srdačan pozdrav|s poštovanjem|lep pozdrav|lp|pozdrav|s spoštovanjem",
    ),
    "sr": Words(
        wrote="написао|написала|написао/ла",
        begins="дана",
        from_="од|шаље|пошиљалац",
        date="датум|послато",
        to="за|прима",
        subject="наслов|тема",
        original="оригинална порука|изворна порука",
        forwarded="прослеђена порука",
        closing="с поштовањем|поздрав",
    ),
    "lt": Words(
        wrote="rašė|parašė|rakstīja|kirjutas|kirjutanud",
        from_="nuo|no|kellelt|saatja",
        date="data|išsiųsta|datums|nosūtīts|kuupäev|saadetud",
        to="kam|kellele|adresaat",
        cc="kopija|koopia",
        subject="tema|temats|teema",
        original="pradinis laiškas|sākotnējais ziņojums|algne sõnum|algne kiri",
        forwarded="persiųstas laiškas|pārsūtīts ziņojums|edastatud kiri|edastatud sõnum",
        sent_from=r"išsiųsta iš|nosūtīts no|saadetud minu",
        closing="pagarbiai|ar cieņu|lugupidamisega|tervitades",
    ),
    "vi": Words(wrote="viết", begins="vào", from_="từ", date="ngày|đã gửi", to="đến|tới", subject="chủ đề"),
    "th": Words(wrote="เขียน|เขียนว่า", begins="เมื่อ", from_="จาก", date="วันที่|ส่ง", to="ถึง", subject="เรื่อง"),
    "ar": Words(wrote="كتب|كتبت", begins="في|بتاريخ", from_="من", date="التاريخ|تاريخ", to="إلى", subject="الموضوع"),
    "he": Words(wrote="כתב|כתבה|כתב/ה|‫כתב‬", begins="ב", from_="מאת", date="תאריך|נשלח", to="אל", subject="נושא"),
    "id": Words(
        wrote="menulis|escriure|escrit|escribiu",
        begins="pada|el dia",
        from_="dari",
        date="tanggal|terkirim|dikirim",
        to="kepada|ke",
        subject="perihal|subjek",
        sent_from=r"dikirim dari|terkirim dari|enviat des",
    ),
}

#: A telephone, tablet or mail program; a footer names one.
DEVICES = (
    r"i(?:phon|pad|pod|mac|os|cloud|machine)|mac(?:book)?|android|samsung|galaxy|huawei|xiaomi|redmi|nokia"
    r"|black ?berry|htc|lg|sony|xperia|pixel|oneplus|oppo|motorola|lumia|honor|mobi\w*|мобильн\w*|мобільн\w*"
    r"|cell|phone|telef\w*|teléf\w*|télép\w*|smart\w*|handy|tablet\w*|laptop|notebook|pc|computer|ordinateur|"
    r"device|ger[äa]t\w*"
    r"|appareil|urządze\w*|zařízen\w*|zariaden\w*|устройств\w*|телефон\w*|смартфон\w*|планшет\w*|пристро\w*|outlook"
    r"|e-?mails?|mail(?:box|spring|bird)?|yahoo|gmail|gmx|web\.de|aol|proton\w*|tutanota|k-9|spark|airmail|newton"
    r"|bluemail|nine|hey|thunderbird|windows|seznam\w*|почт\w*|пошт\w*|poczt\w*|mail\.ru|hotmail|edison|superhuman"
    r"|missive|fairemail|canary|geary|手机|手機|邮箱|郵箱|邮件|アプリ"
)

#: First words of a greeting, in any language.
GREETINGS = frozenset(
    "hi hello hey dear good greetings team all ahoj dobrý dobry zdravím vážený vážená vážení čau nazdar dobré vážené "
    "cześć dzień witam witaj szanowny szanowna szanowni hej здравствуйте здравствуй добрый доброе привет уважаемый "
    "уважаемая уважаемые доброго добрий вітаю шановний шановна шановні привіт hallo guten sehr liebe lieber moin "
    "servus bonjour bonsoir salut cher chère madame monsieur hola buenos buenas estimado estimada olá prezado ciao "
    "buongiorno gentile salve beste geachte goedemorgen goedendag hejsan bästa kære hyvä hei kedves tisztelt "
    "bună sayın "
    "merhaba 您好 你好".split()
)
