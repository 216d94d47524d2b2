"""`python -m mailgate`: the same as the command `mailgate`."""

from mailgate.cli.main import run

if __name__ == "__main__":
    run()
