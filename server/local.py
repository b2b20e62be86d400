"""One Neo4j server as a process of ours: started, stopped, killed, frozen, and gone when we are gone."""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, ServiceUnavailable, TransientError

from server.errors import NotStarted, PortInUse
from server.home import HOST, Memory, Ports, furnish
from server.jars import jars, java

USER = "neo4j"
QUICK = (
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-XX:+UnlockDiagnosticVMOptions",
    "-XX:-BytecodeVerificationRemote",  # Maven checked the jars; Java need not do it again by class
)
OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
FIRST_PORT, PORTS = 20_000, 12_000
TAIL = 2000


def free_port() -> int:
    """A port on which nothing listens, below those that the system hands out: it stays free after a stop."""
    while True:
        port = FIRST_PORT + secrets.randbelow(PORTS)
        try:
            socket.create_server((HOST, port)).close()
        except OSError:
            continue
        return port


def listens(port: int) -> bool:
    """Whether something answers on this loopback port."""
    with socket.socket() as knock:
        knock.settimeout(1)
        return knock.connect_ex((HOST, port)) == 0


class LocalServer:
    """A Neo4j Community server on a loopback address, with its home in one folder.

    Starts again on the same home and the same ports. Start it in a thread that lives as long as the server
    does, such as the main one: where util-linux is there, the system kills it with who started it.

    Args:
        home: folder for configuration, data and logs; made when absent, and what it holds is used again.
        password: of the user ``neo4j``; set when the home is new, needed when it is not.
        ports: where it listens; a free port for Bolt and no Browser unless given.
        memory: what it may take.
        quick: let it start with half the work, and run long work slower; for tests, not for measuring.
    """

    def __init__(
        self,
        home: Path,
        password: str,
        *,
        ports: Ports | None = None,
        memory: Memory | None = None,
        quick: bool = False,
    ) -> None:
        self.home = home.resolve()
        self.password = password
        self.ports = ports or Ports(free_port())
        self.memory = memory or Memory()
        self.quick = quick
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """As ``--store`` takes it."""
        return f"neo4j://{HOST}:{self.ports.bolt}"

    @property
    def pid(self) -> int:
        """The number of the running process."""
        return self._running().pid

    @property
    def runs(self) -> bool:
        """Whether the process is there; frozen counts."""
        return self._process is not None and self._process.poll() is None

    def start(self, patience: float = 120) -> Self:
        """Start and wait until Bolt answers to the password, no longer than ``patience`` seconds.

        Raises:
            Missing: Java, Maven or the jars are not to be had.
            PortInUse: another program listens on one of the ports.
            NotStarted: it stopped, did not answer in time, or knows another password; with the end of its log
        """
        if self._process is not None:
            raise NotStarted("Deze server draait al.")
        for port in (self.ports.bolt, self.ports.browser):
            if port is not None and listens(port):
                raise PortInUse(f"Poort {port} is in gebruik door een ander programma.")
        command = self._command()
        furnish(self.home, self.password, self.ports, self.memory)
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                umask=0o077,
            )
        atexit.register(self.kill)
        try:
            self._wait(patience)
        except BaseException:
            self.kill()
            raise
        return self

    def stop(self, patience: float = 60) -> None:
        """Let it finish and close its store; kill it when that takes longer than ``patience`` seconds."""
        if self._process is None:
            return
        self._signal(signal.SIGTERM)
        self._signal(signal.SIGCONT)
        try:
            self._process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            self.kill()
        self._forget()

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self._process is not None:
            self._signal(signal.SIGKILL)
            self._process.wait()
            self._forget()

    def freeze(self) -> None:
        """Let it stand still: connections stay open and nothing answers."""
        self._running().send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on after ``freeze``."""
        self._running().send_signal(signal.SIGCONT)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def _log(self) -> Path:
        return self.home / "logs" / "proces.log"

    def _command(self) -> list[str]:
        setpriv = shutil.which("setpriv")
        tied = [setpriv, "--pdeathsig", "KILL"] if setpriv else []
        return [
            *tied,
            str(java()),
            *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED),
            f"-Xms{self.memory.heap}m",
            f"-Xmx{self.memory.heap}m",
            *(QUICK if self.quick else ()),
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            f"-Djava.io.tmpdir={self.home / 'tmp'}",
            "-Dlog4j2.disable.jmx=true",
            *("-cp", f"{jars()}/*", "org.neo4j.server.CommunityEntryPoint"),
            f"--home-dir={self.home}",
            f"--config-dir={self.home / 'conf'}",
        ]

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise NotStarted("Deze server draait niet.")
        return self._process

    def _signal(self, number: signal.Signals) -> None:
        process = self._running()
        if process.poll() is None:
            os.killpg(process.pid, number)

    def _forget(self) -> None:
        self._process = None
        atexit.unregister(self.kill)

    def _wait(self, patience: float) -> None:
        end = time.monotonic() + patience
        while not self._answers():
            if self._running().poll() is not None:
                raise NotStarted(f"De Neo4j-server stopte meteen weer:\n{self._tail()}")
            if time.monotonic() > end:
                late = f"De Neo4j-server antwoordde niet binnen {patience:.0f} seconden:"
                raise NotStarted(f"{late}\n{self._tail()}")
            time.sleep(0.05)

    def _answers(self) -> bool:
        if not listens(self.ports.bolt):
            return False
        address = f"bolt://{HOST}:{self.ports.bolt}"
        try:
            with (
                GraphDatabase.driver(address, auth=(USER, self.password)) as driver,
                driver.session() as session,
            ):
                session.run("RETURN 1").consume()
        except AuthError as error:
            raise NotStarted(f"De server in {self.home} heeft een ander wachtwoord.") from error
        except (ServiceUnavailable, TransientError):
            return False
        return True

    def _tail(self) -> str:
        logs = (self.home / "logs" / "neo4j.log", self._log)
        said = "".join(log.read_text(errors="replace") for log in logs if log.exists())
        return said.strip()[-TAIL:] or "(het logboek is leeg)"
