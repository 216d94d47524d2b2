"""How staff come in: a one-time address that a colleague hands over, then a session. Only digests are stored.

Opening the one-time address changes nothing; its button does (law 9). Whoever is no longer in the desk's set-up is
no longer signed in.
"""

import hashlib
from datetime import timedelta

from mailgate.desk.find import find_staff
from mailgate.desk.house import House
from mailgate.model.errors import UnknownThing
from mailgate.registry.setup import Staff

INVITATION_LASTS = timedelta(hours=24)
SESSION_LASTS = timedelta(days=30)
_PURPOSE = "staff-sign-in"


def invite(house: House, email: str) -> str:
    """A one-time sign-in address for a staff member, good for a day. Raises UnknownThing."""
    token = house.nonce() + house.nonce()
    with house.work() as work:
        staff = find_staff(work, email)
        work.unit.doors.add_token(_digest(token), _PURPOSE, staff.email, work.now + INVITATION_LASTS)
    return f"{house.base_url}/sign-in/{token}"


def invited(house: House, token: str) -> Staff | None:
    """Whose invitation it is, without spending it."""
    with house.view() as work:
        email = work.unit.doors.peek_token(_digest(token), _PURPOSE, work.now)
        return work.desk.staff_member(email) if email else None


def sign_in(house: House, token: str) -> str:
    """Spend an invitation; the secret of a new session. Raises UnknownThing."""
    secret = house.nonce() + house.nonce()
    with house.work() as work:
        email = work.unit.doors.take_token(_digest(token), _PURPOSE, work.now)
        if not email or not work.desk.staff_member(email):
            raise UnknownThing("this sign-in address is used or expired: ask a colleague for mailgate staff invite")
        work.unit.doors.open_session(_digest(secret), email, work.now + SESSION_LASTS)
    return secret


def staff_of(house: House, secret: str) -> Staff | None:
    """Who is signed in with this session."""
    with house.view() as work:
        email = work.unit.doors.session(_digest(secret), work.now)
        return work.desk.staff_member(email) if email else None


def sign_out(house: House, secret: str) -> None:
    """End the session."""
    with house.work() as work:
        work.unit.doors.end_session(_digest(secret))


def form_token(secret: str) -> str:
    """What every form of a session carries, so that no other site can post in its name (threats T35)."""
    return _digest(f"form:{secret}")[:40]


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
