"""The doors for mail: SMTP (RFC 5321) and LMTP (RFC 2033), from the socket to the committed letter.

    listener   sockets, and who may come in          connection its loop, its limits, its end
    session    the commands of SMTP                  lmtp       the same, with a reply per recipient
    wire       lines and chunks with their deadlines mailboxes  which recipients are ours
    data       where a letter ends, and its lines    path       addresses of MAIL and RCPT
    door       what all share, and the keeping       words      every reply
    limits     how many, how often, how much         tls, proxy certificates, and servers in front

aiosmtpd carries the connection and STARTTLS; commands, replies and limits are ours. Nothing is parsed before the reply.
"""
