"""Where Java is, and the jars of Neo4j as `pom.xml` names them: fetched once, then used without a network."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from server.errors import Missing

POM = Path(__file__).with_name("pom.xml")
KEPT = POM.parent.parent / ".neo4j"
"""The folder in the checkout for what must not be fetched or made anew; not in git."""

OLDEST_JAVA = 17
NO_JAVA = "Java 17 of nieuwer ontbreekt; installeer het met 'sudo apt-get install openjdk-17-jre-headless'."
NO_MAVEN = "Maven ontbreekt; installeer het met 'sudo apt-get install maven'."


def java() -> Path:
    """The Java of ``JAVA_HOME``, else the one on the path.

    Raises:
        Missing: there is none, or it is older than 17.
    """
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=str(Path(home, "bin")) if home else None) or shutil.which("java")
    if found is None:
        raise Missing(NO_JAVA)
    said = subprocess.run([found, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', said)
    if version is None or int(version[1]) < OLDEST_JAVA:
        raise Missing(NO_JAVA)
    return Path(found)


def folder_of_jars(kept: Path = KEPT) -> Path:
    """Where the jars that `pom.xml` asks for are, or will be; another `pom.xml` has another folder."""
    return kept / f"jars-{hashlib.sha256(POM.read_bytes()).hexdigest()[:12]}"


def jars(kept: Path = KEPT) -> Path:
    """The folder with the jars that `pom.xml` asks for; fetches them with Maven when they are not there yet.

    Raises:
        Missing: they are not there and Maven is absent or fails.
    """
    folder = folder_of_jars(kept)
    if folder.is_dir():
        return folder
    kept.mkdir(parents=True, exist_ok=True)
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            _fetch(folder)
    return folder


def _fetch(folder: Path) -> None:
    """Fetch beside the folder and move there at the end, so that half a folder is never taken for a whole."""
    maven = shutil.which("mvn")
    if maven is None:
        raise Missing(NO_MAVEN)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="ophalen-") as name:
        half = Path(name, "jars")
        goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={half}"]
        done = subprocess.run(
            [maven, "--batch-mode", "--quiet", "--strict-checksums", "--file", str(POM), *goal],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Missing(f"Maven kon Neo4j niet ophalen: {done.stdout.strip()[-600:]}")
        half.rename(folder)
