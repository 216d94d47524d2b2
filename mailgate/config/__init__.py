"""Process settings: what `values` may be, the `sections` of the file, and how `settings` are loaded.

settings = load_settings(Path("mailgate.toml"))
"""

from mailgate.config.sections import Broker, Database, Imap, Lmtp, Origin, Pager, Reader, Relay, Smtp, Tls, Web, Worker
from mailgate.config.settings import Settings, load_settings
from mailgate.config.values import parse_listen, parse_nameserver

__all__ = [
    "Broker",
    "Database",
    "Imap",
    "Lmtp",
    "Origin",
    "Pager",
    "Reader",
    "Relay",
    "Settings",
    "Smtp",
    "Tls",
    "Web",
    "Worker",
    "load_settings",
    "parse_listen",
    "parse_nameserver",
]
