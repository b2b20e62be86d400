"""The line to a Neo4j server: certificates are checked, and what `server/` opens is on loopback alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import ServiceUnavailable
from own_server import HOST, OwnServer, have_what_it_takes

from graph.store.neo4j.address import DEFAULT_USER
from server.home import Ports
from server.local import free_port, listens

pytestmark = pytest.mark.neo4j

LISTENS = "0A"
VISIT = """
import json, sys
from graph.store import stands
from models.errors import KnooppuntError
for address in sys.argv[1:]:
    try:
        print(json.dumps(["", stands(address)]))
    except KnooppuntError as error:
        print(json.dumps([type(error).__name__, str(error)]))
"""
COMMAND = "from api.cli import main; main()"


def openssl(*words: str | Path) -> None:
    """Run OpenSSL, which whoever runs the tests of ``own_server`` has."""
    subprocess.run(["openssl", "req", "-x509", *map(str, words)], check=True, capture_output=True)


def make_authority(folder: Path, name: str) -> Path:
    """A certificate of who signs certificates; its key stands beside it."""
    certificate = folder / f"{name}.crt"
    new = ("-newkey", "rsa:2048", "-noenc", "-days", "2", "-subj", f"/CN={name}")
    openssl(*new, "-keyout", folder / f"{name}.key", "-out", certificate)
    return certificate


def sign(authority: Path, key: Path, certificate: Path) -> None:
    """A certificate for the loopback address, and for no name, that this authority vouches for."""
    new = ("-newkey", "rsa:2048", "-noenc", "-days", "2", "-subj", f"/CN={HOST}")
    names = ("-addext", f"subjectAltName=IP:{HOST}", "-addext", "basicConstraints=critical,CA:FALSE")
    signer = ("-CA", authority, "-CAkey", authority.with_suffix(".key"))
    openssl(*new, *names, *signer, "-keyout", key, "-out", certificate)


class StrictServer(OwnServer):
    """A server that speaks nothing but TLS on Bolt, and has Neo4j Browser."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.authority = make_authority(folder, "onze-uitgever")
        self.other_authority = make_authority(folder, "andere-uitgever")
        sign(self.authority, self.certificate.with_name("private.key"), self.certificate)
        self.ports = Ports(free_port(), free_port())
        self.settings = {"server.bolt.tls_level": "REQUIRED"}

    def at(self, scheme: str, host: str = HOST) -> str:
        """Its address as ``--store`` takes it."""
        return f"{scheme}://{host}:{self.ports.bolt}"

    def _answers(self) -> bool:
        """Whether it lets in who does not look at its certificate: what is wrong is then the certificate."""
        if not listens(self.ports.bolt):
            return False
        try:
            with GraphDatabase.driver(self.at("bolt+ssc"), auth=(DEFAULT_USER, self.password)) as driver:
                driver.verify_connectivity()
        except ServiceUnavailable:
            return False
        return True


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StrictServer]:
    have_what_it_takes()
    server = StrictServer(tmp_path_factory.mktemp("met-tls"))
    try:
        server.start()
        yield server
    finally:
        server.kill()


def run_with(
    server: StrictServer, trusted: Path | None, script: str, *words: str
) -> subprocess.CompletedProcess[str]:
    """A process of its own, in which only this authority is trusted, or those that the system knows."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KNOOPPUNT_", "SSL_"))}
    more = {"KNOOPPUNT_NEO4J_WACHTWOORD": server.password}
    if trusted is not None:
        more["SSL_CERT_FILE"] = str(trusted)
    return subprocess.run(
        [sys.executable, "-c", script, *words],
        env={**kept, **more},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def visit(server: StrictServer, trusted: Path | None, *addresses: str) -> Mapping[str, list[object]]:
    """For each address the kind of error and its sentence, or no error and whether a store stands there."""
    done = run_with(server, trusted, VISIT, *addresses)
    assert (done.returncode, done.stderr) == (0, "")
    return dict(zip(addresses, map(json.loads, done.stdout.splitlines()), strict=True))


def not_trusted(address: str) -> list[object]:
    """One sentence, for whoever keeps the server."""
    sentence = (
        f"Het certificaat van de server {address} is niet te vertrouwen: het is verlopen, van een andere "
        "naam, of van een uitgever die niet in SSL_CERT_FILE staat."
    )
    return ["StoreUnavailable", sentence]


def test_a_certificate_of_an_authority_that_nobody_knows_is_refused(strict: StrictServer) -> None:
    addresses = [strict.at("neo4j+s"), strict.at("bolt+s")]
    for trusted in (None, strict.other_authority):
        said = visit(strict, trusted, *addresses)
        assert said == {address: not_trusted(address) for address in addresses}


def test_with_our_authority_it_works_and_for_another_host_name_it_does_not(strict: StrictServer) -> None:
    ours = [strict.at("neo4j+s"), strict.at("bolt+s")]
    others = [strict.at("neo4j+s", "localhost"), strict.at("bolt+s", "localhost")]
    said = visit(strict, strict.authority, *ours, *others)
    nothing_stands_there_yet = ["", False]
    assert [said[address] for address in ours] == [nothing_stands_there_yet] * 2
    assert [said[address] for address in others] == [not_trusted(address) for address in others]


def test_who_does_not_check_or_does_not_encrypt_is_refused(strict: StrictServer) -> None:
    """Also with the right authority: the first never knock, and on the others the server hangs up."""
    unchecked, plain = ("neo4j+ssc", "bolt+ssc", "NEO4J+SSC"), ("neo4j", "bolt")
    said = visit(strict, strict.authority, *map(strict.at, (*unchecked, *plain)))
    for scheme in unchecked:
        sentence = "controleert het certificaat van de server niet; gebruik neo4j+s:// of bolt+s://."
        assert said[strict.at(scheme)] == ["InputError", f"{scheme.lower()}:// {sentence}"]
    for address in map(strict.at, plain):
        sentence = f"De server {address} is niet te bereiken; wat al was opgeslagen, is niet verloren."
        assert said[address] == ["StoreUnavailable", sentence]


def test_a_store_is_made_over_a_checked_line_and_never_over_another(strict: StrictServer) -> None:
    address = strict.at("neo4j+s")
    words = ("nieuw", "--fictief", "--store", address)
    refused = run_with(strict, None, COMMAND, *words)
    assert (refused.returncode, refused.stdout) == (3, "")
    assert refused.stderr == f"{not_trusted(address)[1]}\n"
    assert run_with(strict, strict.authority, COMMAND, *words).returncode == 0
    assert visit(strict, strict.authority, address) == {address: ["", True]}


def listening(pid: int) -> set[tuple[IPv4Address | IPv6Address, int]]:
    """Address and port of every socket of a process that takes calls."""
    own = {str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()}
    rows = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]
    ]
    ends = [row[1].split(":") for row in rows if row[3] == LISTENS and f"socket:[{row[9]}]" in own]
    return {(address_of(host), int(port, 16)) for host, port in ends}


def address_of(written: str) -> IPv4Address | IPv6Address:
    """From the kernel's notation: words of four bytes, each backwards."""
    packed = b"".join(bytes.fromhex(written[at : at + 8])[::-1] for at in range(0, len(written), 8))
    address = ip_address(packed)
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="only Linux tells which sockets are whose")
def test_everything_that_the_server_opens_is_on_loopback(strict: StrictServer) -> None:
    doors = listening(strict.pid)
    assert {port for _, port in doors} == {strict.ports.bolt, strict.ports.browser}
    assert all(address.is_loopback for address, _ in doors), doors


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("0100007F", "127.0.0.1"),
        ("00000000", "0.0.0.0"),
        ("0000000000000000FFFF00000100007F", "127.0.0.1"),
        ("00000000000000000000000001000000", "::1"),
        ("00000000000000000000000000000000", "::"),
    ],
)
def test_the_kernels_notation_is_read_right(written: str, address: str) -> None:
    assert address_of(written) == ip_address(address)
    assert address_of(written).is_loopback == (address not in ("0.0.0.0", "::"))
