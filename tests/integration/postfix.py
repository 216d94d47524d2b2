"""A throw-away Postfix on loopback ports: `with postfix(transport) as front: front.port`, which hands all mail on.

It has its own configuration, queue and data, and needs root. Delivery reports go to `reports`.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import missing, unused_port

MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = {daemons}
mail_owner = postfix
setgid_group = postdrop
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
myhostname = front.example
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
mydestination =
local_recipient_maps =
alias_maps =
relay_domains = desk.example
transport_maps = inline:{{ {{ desk.example = {transport} }} }}
default_transport = {reports}
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_peername_lookup = no
disable_dns_lookups = yes
smtp_host_lookup = native
lmtp_host_lookup = native
smtp_tls_security_level = may
lmtp_tls_security_level = may
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
biff = no
"""
SERVICES = """\
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
lmtp unix - - n - - lmtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True, slots=True)
class Front:
    """A running Postfix."""

    port: int
    folder: Path

    def log(self) -> str:
        path = self.folder / "log"
        return path.read_text(errors="replace") if path.exists() else ""


@contextmanager
def postfix(transport: str, reports: str = "discard:") -> Iterator[Front]:
    """It runs for as long as the block does. `transport` and `reports` are as in Postfix's transport table."""
    program = shutil.which("postfix", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    daemons = next((path for path in ("/usr/lib/postfix/sbin", "/usr/libexec/postfix") if Path(path).is_dir()), "")
    if not program or not daemons:
        missing("no Postfix (apt: postfix)")
    if os.geteuid() != 0:
        missing("Postfix starts only for root")
    folder, port = Path(tempfile.mkdtemp(prefix="mailgate-postfix-", dir="/tmp")), unused_port()
    folder.chmod(0o755)
    for name in ("etc", "spool", "data"):
        (folder / name).mkdir()
    shutil.chown(folder / "data", "postfix")
    if Path("/etc/postfix/dynamicmaps.cf").exists():
        shutil.copy("/etc/postfix/dynamicmaps.cf", folder / "etc")
    settings = MAIN.format(folder=folder, daemons=daemons, transport=transport, reports=reports)
    (folder / "etc" / "main.cf").write_text(settings)
    (folder / "etc" / "master.cf").write_text(SERVICES.format(port=port))
    command = [program, "-c", str(folder / "etc")]
    try:
        started = subprocess.run([*command, "start"], capture_output=True, text=True, check=False)
        front = Front(port, folder)
        assert started.returncode == 0, started.stdout + started.stderr + front.log()
        _answers(front)
        yield front
    finally:
        subprocess.run([*command, "stop"], capture_output=True, check=False)
        shutil.rmtree(folder, ignore_errors=True)


def _answers(front: Front) -> None:
    until = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", front.port), 1).close()
        except OSError:
            assert time.monotonic() < until, front.log()
            time.sleep(0.05)
        else:
            return
