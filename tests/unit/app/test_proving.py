"""Questions about senders are asked side by side; what takes long comes late and keeps nobody waiting."""

import threading

from mailgate.app.proving import ProofPool


def test_quick_answers_come_in_order_and_nothing_is_late():
    pool = ProofPool(patience=5)
    found, late = pool.gather([lambda: "a", lambda: "b", lambda: "c"])
    pool.close()
    assert (list(found), late) == (["a", "b", "c"], None)


def test_a_slow_answer_comes_late_and_the_others_do_not_wait_for_it():
    pool, answered, over = ProofPool(patience=0.01), threading.Event(), threading.Event()
    came = []

    def slow():
        answered.wait(10)
        return "slow"

    found, late = pool.gather([lambda: "quick", slow])
    assert list(found) == ["quick", None]
    late.then(lambda rest: (came.extend(rest), over.set()))
    assert not came
    answered.set()
    assert over.wait(10)
    pool.close()
    assert came == [None, "slow"]


def test_with_too_many_late_batches_the_next_one_waits():
    pool, answered = ProofPool(patience=0.01), threading.Event()

    def slow():
        answered.wait(10)
        return "slow"

    waiting = [pool.gather([slow])[1] for _ in range(4)]
    assert all(waiting)
    threading.Timer(0.05, answered.set).start()
    found, late = pool.gather([slow])
    assert (list(found), late) == (["slow"], None)
    for each in waiting:
        each.then(lambda rest: None)
    pool.close()
    free, late = ProofPool(patience=5).gather([lambda: 1])
    assert (list(free), late) == ([1], None)
