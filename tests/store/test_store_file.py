"""The file of the embedded engine: making, opening, the key, the lock, and what is refused in which words."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pytest
from store_engines import deliver, head

from graph.store import create_store, open_store
from graph.store.duck import connection
from models.errors import InputError, StoreLocked, StoreUnavailable

KEY = "zeer 'geheim' \"woord\""
NAME = "Zonnebloemveld"
DAY = date(2025, 1, 1)

HOLD = """
import sys
from graph.store import open_store
store = open_store(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "proef.duckdb"


def one_sentence(error: pytest.ExceptionInfo[BaseException]) -> str:
    text = str(error.value)
    assert text.endswith((".", "knooppunt nieuw")), text
    assert "\n" not in text
    return text


@contextmanager
def held_by_another(path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        try:
            yield process
        finally:
            process.kill()


def test_nothing_is_overwritten(path: Path) -> None:
    path.write_text("van iemand anders")
    with pytest.raises(InputError) as error:
        create_store(str(path), fictief=True)
    assert "staat al iets" in one_sentence(error)
    assert path.read_text() == "van iemand anders"


def test_a_missing_folder_is_named_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        create_store(str(tmp_path / "weg" / "proef.duckdb"), fictief=True)
    assert "weg bestaat niet" in one_sentence(error)
    assert not (tmp_path / "weg").exists()


def test_a_place_where_no_file_can_be_made_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable) as error:
        create_store(str(tmp_path / ("lang" * 60 + ".duckdb")), fictief=True)
    assert "kan niet worden gemaakt" in one_sentence(error)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_store_says_how_to_make_one(path: Path) -> None:
    with pytest.raises(InputError) as error:
        open_store(str(path))
    assert "Maak eerst een opslag met: knooppunt nieuw." in one_sentence(error)
    assert not path.exists()


def test_making_a_store_that_was_broken_off_leaves_nothing_in_the_way(path: Path) -> None:
    path.with_name(f".{path.name}.in-aanbouw").write_bytes(b"half")
    path.with_name(f".{path.name}.in-aanbouw.wal").write_bytes(b"half")
    create_store(str(path), fictief=True).close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("content", [b"", b"bron,persoon_id\n" * 2000])
def test_a_file_of_something_else_is_no_store(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(InputError) as error:
        open_store(str(path))
    assert "is geen opslag van Knooppunt" in one_sentence(error)
    assert path.read_bytes() == content


@pytest.mark.parametrize("address", [".", "..", "/"])
def test_a_folder_is_no_store(address: str) -> None:
    with pytest.raises(InputError) as error:
        open_store(address)
    assert one_sentence(error) == f"{address} is een map en geen opslag: noem een bestand."


def test_another_duckdb_database_is_no_store(path: Path) -> None:
    duckdb.connect(str(path)).close()
    with pytest.raises(InputError) as error:
        open_store(str(path))
    assert "is geen opslag van Knooppunt" in one_sentence(error)


def test_a_store_of_a_newer_version_is_refused(path: Path) -> None:
    create_store(str(path), fictief=True).close()
    with duckdb.connect(str(path)) as raw:
        raw.execute("UPDATE meta SET schemaversie = schemaversie + 1")
    with pytest.raises(InputError) as error:
        open_store(str(path))
    assert "nieuwere versie van Knooppunt" in one_sentence(error)


def test_a_fictional_store_has_a_fixed_secret_and_a_real_one_its_own(tmp_path: Path) -> None:
    secrets = []
    for number, fictief in enumerate([True, True, False, False]):
        view = create_store(str(tmp_path / f"{number}.duckdb"), fictief=fictief).view()
        assert view.fictief is fictief
        secrets.append(view.secret)
    assert len(set(secrets)) == 3
    assert secrets[0] == secrets[1]
    assert {len(secret) for secret in secrets} == {32}


def test_an_encrypted_store_opens_with_its_key_only(path: Path) -> None:
    create_store(str(path), fictief=True, key=KEY).close()
    open_store(str(path), key=KEY).close()
    for key, reason in ((None, "is versleuteld"), ("anders", "past niet"), ("", "is leeg")):
        with pytest.raises(InputError) as error:
            open_store(str(path), key=key)
        assert reason in one_sentence(error)


def test_a_key_for_a_plain_store_is_refused(path: Path) -> None:
    create_store(str(path), fictief=True).close()
    with pytest.raises(InputError) as error:
        open_store(str(path), key=KEY)
    assert "is niet versleuteld" in one_sentence(error)


def test_the_key_stands_in_no_error_nor_in_what_lies_behind_it(path: Path) -> None:
    create_store(str(path), fictief=True, key=KEY).close()
    with pytest.raises(InputError) as error:
        open_store(str(path), key="mijn andere sleutel")
    shown = str(error.getrepr(chain=True, showlocals=False))
    assert error.value.__cause__ is None
    assert error.value.__context__ is None
    assert "andere sleutel" not in "".join(line for line in shown.splitlines() if not line.startswith(">"))


@pytest.mark.parametrize("key", [None, KEY])
def test_names_are_readable_in_a_plain_file_and_in_no_encrypted_one(path: Path, key: str | None) -> None:
    store = create_store(str(path), fictief=True, key=key)
    for day, count in ((1, 3), (2, 3000)):
        people = [{"persoon_id": f"P{n}", "geslachtsnaam": NAME} for n in range(count)]
        deliver(store, head(date(2025, 1, day)), {"personen": people})
        written = b"".join(file.read_bytes() for file in sorted(path.parent.iterdir()) if file != path)
    assert (NAME.encode() in written) is (key is None)  # the write-ahead log, while the store is open
    store.close()
    assert (NAME.encode() in path.read_bytes()) is (key is None)
    assert open_store(str(path), key=key).view().facts("personen").height == 3000


@pytest.mark.parametrize("key", [None, KEY])
def test_what_does_not_fit_in_memory_is_on_disk_as_unreadable_as_the_store(
    path: Path, key: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "MEMORY_LIMIT", "40MB")
    with connection.connect(path, key) as opened:
        opened.execute(
            "CREATE TEMP TABLE groot AS SELECT $1 || hash(n) AS naam FROM range(1_500_000) AS t(n)", [NAME]
        )
        spilled = b"".join(file.read_bytes() for file in sorted(path.with_name(path.name + ".tmp").iterdir()))
    assert len(spilled) > 1_000_000
    assert (NAME.encode() in spilled) is (key is None)


def test_what_a_killed_process_spilled_is_cleared_at_opening(path: Path) -> None:
    create_store(str(path), fictief=True).close()
    spill = path.with_name(path.name + ".tmp")
    spill.mkdir()
    (spill / "duckdb_temp_storage-0.tmp").write_bytes(NAME.encode())
    (spill / "van iemand anders").touch()
    open_store(str(path)).close()
    assert [file.name for file in spill.iterdir()] == ["van iemand anders"]


def test_a_store_that_another_process_holds_is_locked_and_the_sentence_says_by_which(path: Path) -> None:
    create_store(str(path), fictief=True).close()
    with held_by_another(path) as process:
        with pytest.raises(StoreLocked) as error:
            open_store(str(path))
        text = one_sentence(error)
        assert f"proces {process.pid}" in text
        assert "python" in text
    open_store(str(path)).close()


def test_a_store_that_this_process_holds_is_locked_too(path: Path) -> None:
    store = create_store(str(path), fictief=True)
    with pytest.raises(StoreLocked) as error:
        open_store(str(path))
    assert "al open" in one_sentence(error)
    assert store.view().fictief


def test_closing_lets_go_even_when_someone_still_holds_a_view(path: Path) -> None:
    store = create_store(str(path), fictief=True)
    view = store.view()
    store.close()
    with held_by_another(path):
        pass
    assert view.fictief


def test_a_file_that_is_broken_off_is_unavailable(path: Path) -> None:
    create_store(str(path), fictief=True).close()
    os.truncate(path, 20_000)
    with pytest.raises(StoreUnavailable) as error:
        open_store(str(path))
    assert "kan niet worden gelezen" in one_sentence(error)


def test_repeating_a_full_levering_does_not_grow_the_file(path: Path) -> None:
    people = [{"persoon_id": f"P{n}", "geslachtsnaam": f"{NAME}{n}"} for n in range(30_000)]
    store = create_store(str(path), fictief=True)
    sizes = []
    for day in range(1, 7):
        deliver(store, head(date(2025, 1, day), volledig=True), {"personen": people})
        sizes.append(path.stat().st_size)
    assert sizes[-1] <= 1.5 * sizes[1]
