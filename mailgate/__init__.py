"""mailgate turns mail to a support address, and portal forms, into tickets, and drives each through one strict life.

Read docs/flow.md first; the rooms are listed in docs/architecture.md.
"""

__version__ = "0.1.0"
