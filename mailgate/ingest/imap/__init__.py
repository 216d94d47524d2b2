"""IMAP as a way in (RFC 9051): `Watch(house, account, …).run(stop)` looks after one account until it is told to stop.

    watch.py    the life of an account: who is at it, connect, look, wait, what to do when something is wrong
    look.py     one look into the mailbox: what is new is kept, then marked; what the list and the ledger disagree on
    server.py   one connection, and the few questions that are asked of it
    login.py    passwords and tokens; tokens.py gets them from Microsoft and Google

A letter is fetched with BODY.PEEK[], kept in one transaction with its place and the cursor, and only then marked. What
lay in the mailbox before it was connected is never fetched, marked or moved.
"""
