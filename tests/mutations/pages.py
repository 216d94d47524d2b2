"""Guards of the pages: who is signed in, whose form it is; looking changes nothing (law 9, T32, T33, T35, T48)."""

from .guard import Guard

_GUARDS = "web/test_guards.py::"
_FOREIGN = f"{_GUARDS}test_a_form_of_another_site_is_refused_everywhere"
_TOKEN = f"{_GUARDS}test_a_form_without_the_sessions_token_is_refused"
_SESSION = "web/test_session.py::"
_SECRETS = "hostile/test_secrets.py::"
_DOORS = "contract/test_doors.py::"

PAGES = (
    Guard(
        "a form without the session's token is refused",
        "web/guards.py",
        "    if not hmac.compare_digest(posted.fields.get(TOKEN",
        "    if False and not hmac.compare_digest(posted.fields.get(TOKEN",
        _TOKEN,
    ),
    Guard(
        "acts on a ticket need the session's token",
        "web/staff.py",
        '@router.post("/t/{number}/act/{action}", dependencies=OURS)',
        '@router.post("/t/{number}/act/{action}")',
        _TOKEN,
    ),
    Guard(
        "taking the next ticket needs the session's token",
        "web/take_next.py",
        '@router.post("/q/next", dependencies=[Depends(needs_token)])',
        '@router.post("/q/next")',
        "web/test_take_next.py::test_without_the_sessions_token_nothing_is_taken",
    ),
    Guard(
        "acts of triage need the session's token",
        "web/triage.py",
        '@router.post("/triage/{number}/{action}", dependencies=OURS)',
        '@router.post("/triage/{number}/{action}")',
        _TOKEN,
    ),
    Guard(
        "signing out needs the session's token",
        "web/session.py",
        '@router.post("/sign-out", dependencies=[Depends(needs_token)])',
        '@router.post("/sign-out")',
        _TOKEN,
    ),
    Guard(
        "adding to the registry needs the session's token",
        "web/letters.py",
        '@router.post("/letters/{letter}/register", dependencies=OURS)',
        '@router.post("/letters/{letter}/register")',
        "web/test_held_letters.py::test_without_the_token_nobody_is_added",
    ),
    Guard(
        "every decision about a held letter needs the session's token",
        "web/letters.py",
        '@router.post("/letters/{letter}/release", dependencies=OURS)',
        '@router.post("/letters/{letter}/release")',
        "web/test_held_letters.py::test_without_the_token_nothing_is_decided_about_a_held_letter",
    ),
    Guard(
        "the token of a colleague's session does not fit",
        "desk/doors.py",
        '    return _digest(f"form:{secret}")[:40]',
        '    return _digest("form:")[:40]',
        f"{_GUARDS}test_the_token_of_a_colleague_does_not_fit",
    ),
    Guard(
        "a form of another site is refused",
        "web/guards.py",
        '        if scope["method"] not in _SAFE and is_foreign(headers, self._own):',
        "        if False:",
        _FOREIGN,
    ),
    Guard(
        "another origin is another site",
        "web/guards.py",
        ' or headers.get("origin", "null") not in ("null", own)',
        "",
        _FOREIGN,
    ),
    Guard(
        "a browser that names another site is believed",
        "web/guards.py",
        '    return site not in ("same-origin", "none") or',
        "    return",
        _FOREIGN,
    ),
    Guard(
        "a body that is too large is refused before it is read",
        "web/guards.py",
        "            raise HTTPException(413, TOO_LARGE)",
        "            pass",
        f"{_GUARDS}test_a_body_that_is_too_large_is_refused_announced_or_not",
    ),
    Guard(
        "no page is shown in a frame of another site",
        "web/guards.py",
        "frame-ancestors 'none'; ",
        "",
        f"{_GUARDS}test_every_answer_carries_the_security_headers",
    ),
    Guard(
        "addresses with tokens are told to no other site",
        "web/guards.py",
        '    "Referrer-Policy": "no-referrer",',
        '    "Referrer-Policy": "unsafe-url",',
        f"{_GUARDS}test_every_answer_carries_the_security_headers",
    ),
    Guard(
        "who is not signed in is led to the door",
        "web/pages.py",
        "    staff = doors.staff_of(pages.house, secret) if secret else None\n",
        "    staff = doors.staff_of(pages.house, secret) if secret else None\n"
        "    with pages.house.view() as work:\n        staff = staff or work.desk.staff[0]\n",
        f"{_GUARDS}test_a_stranger_is_led_to_the_door_and_sees_no_data",
    ),
    Guard(
        "the cookie of a session is hidden from scripts",
        "web/session.py",
        'secret, max_age=lasts, path="/", httponly=True',
        'secret, max_age=lasts, path="/", httponly=False',
        f"{_SESSION}test_the_cookie_is_for_this_host_only_and_hidden_from_scripts",
    ),
    Guard(
        "signing out ends the session on our side",
        "web/session.py",
        "    doors.sign_out(pages.house, me.secret)\n",
        "",
        f"{_SESSION}test_signing_out_ends_the_session",
    ),
    Guard(
        "an invitation is spent once",
        "desk/doors.py",
        "        email = work.unit.doors.take_token(_digest(token), _PURPOSE, work.now)",
        "        email = work.unit.doors.peek_token(_digest(token), _PURPOSE, work.now)",
        f"{_SESSION}test_opening_the_invitation_spends_nothing_and_its_button_does_once",
    ),
    Guard(
        "opening an invitation spends nothing",
        "desk/doors.py",
        "        email = work.unit.doors.peek_token(_digest(token), _PURPOSE, work.now)",
        "        email = work.unit.doors.take_token(_digest(token), _PURPOSE, work.now)",
        f"{_SESSION}test_opening_the_invitation_spends_nothing_and_its_button_does_once",
    ),
    Guard(
        "an invitation opens for staff alone",
        "desk/doors.py",
        "        email = work.unit.doors.peek_token(_digest(token), _PURPOSE, work.now)\n"
        "        return work.desk.staff_member(email) if email else None",
        '        email = work.unit.doors.peek_token(_digest(token), "approve", work.now)\n        return email or None',
        f"{_SECRETS}test_a_secret_opens_its_own_door_and_no_other",
    ),
    Guard(
        "who has left the staff is no longer signed in",
        "desk/doors.py",
        "        email = work.unit.doors.session(_digest(secret), work.now)\n"
        "        return work.desk.staff_member(email) if email else None",
        "        email = work.unit.doors.session(_digest(secret), work.now)\n"
        "        return (work.desk.staff_member(email) or work.desk.staff[0]) if email else None",
        f"{_SESSION}test_who_has_left_the_staff_is_no_longer_signed_in",
    ),
    Guard(
        "secrets of the staff are stored as digests",
        "desk/doors.py",
        "    return hashlib.sha256(secret.encode()).hexdigest()",
        "    return secret",
        f"{_SECRETS}test_no_secret_stands_in_any_table",
    ),
    Guard(
        "a stored token is shown only for what it was made for",
        "store/doors.py",
        "            token.c.digest == digest, token.c.purpose == purpose, token",
        "            token.c.digest == digest, token",
        f"{_DOORS}test_a_token_opens_only_what_it_was_made_for[sqlite]",
    ),
    Guard(
        "a stored token is spent only for what it was made for",
        "store/doors.py",
        ".where(token.c.digest == digest, token.c.purpose == purpose, token",
        ".where(token.c.digest == digest, token",
        f"{_DOORS}test_a_token_opens_only_what_it_was_made_for[sqlite]",
    ),
    Guard(
        "a stored token is spent until it expires and not later",
        "store/doors.py",
        ".where(token.c.digest == digest, token.c.purpose == purpose, token.c.expires > now)",
        ".where(token.c.digest == digest, token.c.purpose == purpose)",
        f"{_DOORS}test_an_expired_token_opens_nothing[sqlite]",
    ),
    Guard(
        "a stored session ends when its time is over",
        "store/doors.py",
        "session.c.digest == digest, session.c.expires > now)",
        "session.c.digest == digest)",
        f"{_DOORS}test_a_session_is_its_subjects_until_it_expires[sqlite]",
    ),
    Guard(
        "looking at a page of approval answers nothing",
        "web/approve.py",
        'how things stand."""\n    page = open_approve(pages.house, token)',
        'how things stand."""\n    page = answer_approve(pages.house, token, "approve")',
        "web/test_approve.py::test_scanners_change_nothing_then_one_answer_works",
    ),
    Guard(
        "looking at the page that proves an address proves nothing",
        "web/prove.py",
        "    found = open_prove(pages.house, token)\n",
        "    answer_prove(pages.house, token)\n    found = open_prove(pages.house, token)\n",
        "web/test_verify.py::test_an_address_is_proven_by_the_button_and_not_by_opening",
    ),
    Guard(
        "looking at the page of verification answers nothing",
        "web/verify.py",
        'how things stand."""\n    page = open_verify(pages.house, token)',
        'how things stand."""\n    page = answer_verify(pages.house, token, "yes")',
        "web/test_verify.py::test_scanners_change_nothing_then_one_answer_works",
    ),
    Guard(
        "a form for signed-in customers is not there for strangers",
        "web/form.py",
        "        if form is None or not form.public or not work.desk.mailboxes:",
        "        if form is None or not work.desk.mailboxes:",
        "web/test_form.py::test_a_form_for_signed_in_customers_is_not_there_for_strangers",
    ),
    Guard(
        "a public form proves nobody",
        "web/form.py",
        "fields, public=True, key=key",
        "fields, public=False, key=key",
        "web/test_one_way.py::test_the_form_and_the_page_behind_its_link_show_nothing_of_who_is_known",
    ),
    Guard(
        "the same form sent twice is one letter, and of another author another",
        "desk/receive.py",
        '    unique = _hash(form.id, str(sender), signed_in, key) if key else ""',
        '    unique = _hash(form.id, key) if key else ""',
        "unit/desk/test_forms.py::test_the_same_key_of_another_author_is_another_letter",
    ),
    Guard(
        "a signed-in form is for signed-in customers only",
        "desk/receive.py",
        "    if public and not form.public:",
        "    if False:",
        "unit/desk/test_forms.py::test_a_form_for_signed_in_customers_takes_nothing_from_the_public",
    ),
    Guard(
        "one address sends ten forms in ten minutes and no more",
        "web/limits.py",
        "            if len(tries) >= self._most:",
        "            if False:",
        "web/test_views.py::test_a_window_slides_per_address",
    ),
    Guard(
        "hidden letters of names are shown as their number",
        "web/visible.py",
        '    return _HIDDEN.sub(_number, "".join(',
        '    return ("".join(',
        "web/test_visible.py::test_what_cannot_be_seen_is_shown_as_its_number",
    ),
)
