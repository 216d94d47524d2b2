"""A note has one value, the last."""


def note(store, name):
    with store.reading() as unit:
        return unit.notes.get(name)


def put(store, **values):
    with store.writing() as unit:
        for name, value in values.items():
            unit.notes.put(name, value)


def test_a_note_that_nobody_wrote_is_nothing(store):
    assert note(store, "secret") is None


def test_a_note_has_the_value_that_was_put_last(store):
    put(store, secret="первый", heartbeat="")
    put(store, secret="druhý")
    assert note(store, "secret") == "druhý"
    assert note(store, "heartbeat") == ""
