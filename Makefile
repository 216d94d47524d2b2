.PHONY: setup check test run demo long docs

setup: ; python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' -c constraints.txt
check: ; .venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy
test: ; .venv/bin/pytest
run: ; .venv/bin/mailgate serve
demo: ; .venv/bin/mailgate demo
long: ; MAILGATE_KILLS=200 MAILGATE_LOST_ANSWERS=500 MAILGATE_LETTERS=1000 MAILGATE_MINUTES_OF_TWO=10 MAILGATE_MUTATIONS=1 .venv/bin/pytest tests/faults tests/mutations -q
	MAILGATE_CLOCKS=10000 .venv/bin/pytest tests/integration/test_silence.py -q
	MAILGATE_LIFE=500x100 .venv/bin/pytest tests/hostile/test_whole_life.py -q
	MAILGATE_CALENDARS=5000 .venv/bin/pytest tests/unit/lifecycle/test_calendars.py -q
docs: ; .venv/bin/pip install -q -e '.[docs]' && .venv/bin/mkdocs build -q
