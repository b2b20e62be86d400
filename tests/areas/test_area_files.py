"""Reading areas: both coordinate systems, repairs, and one clear sentence for what is broken."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shared_data import shared

from graph.areas import load_areas
from models.errors import InputError

SQUARE = [[[200000, 370000], [201000, 370000], [201000, 371000], [200000, 371000], [200000, 370000]]]


def feature(code: object = "WK098301", rings: object = SQUARE, **properties: object) -> dict[str, Any]:
    named = {"code": code, "naam": "Verzonnen wijk"} | properties
    return {"type": "Feature", "properties": named, "geometry": {"type": "Polygon", "coordinates": rings}}


def collection(*features: object, **members: object) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)} | members


def written(folder: Path, document: object) -> Path:
    path = folder / "gebieden.geojson"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def shape_of(areas: pl.DataFrame, row: int = 0) -> Any:
    return shapely.from_wkb(areas["geometrie"][row])


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("limburg_wijken_2022_rd", 247),
        ("limburg_wijken_2022_wgs84", 247),
        ("limburg_gemeenten_2022_rd", 31),
        ("limburg_gemeenten_2022_wgs84", 31),
        ("nederland_wijken_2022_rd", 3340),
    ],
)
def test_files_as_cbs_publishes_them_load_whole(name: str, count: int) -> None:
    areas = load_areas(shared(f"geo/{name}.geojson"))
    assert areas.height == count
    assert areas["code"].is_sorted()
    assert areas.select("inwoners", "woningen", "geometrie").null_count().sum_horizontal().item() == 0
    assert shapely.is_valid(shapely.from_wkb(areas["geometrie"].to_numpy())).all()


def test_both_coordinate_systems_give_the_same_shapes_within_a_metre() -> None:
    ours, theirs = (
        shapely.from_wkb(load_areas(shared(f"geo/limburg_wijken_2022_{s}.geojson"))["geometrie"].to_numpy())
        for s in ("rd", "wgs84")
    )
    assert shapely.hausdorff_distance(ours, theirs).max() < 1.0


def test_figures_in_the_table_go_before_those_of_the_shape(tmp_path: Path) -> None:
    shapes = written(tmp_path, collection(feature(inwoners=10, woningen=4)))
    figures = tmp_path / "cijfers.csv"
    figures.write_text(
        "code,naam,inwoners,huishoudens,peiljaar\nWK098301,Noord,1200,,2024\nGM0983,Venlo,,50000,2024\n",
        encoding="utf-8",
    )
    areas = load_areas(shapes, figures)
    assert areas.drop("geometrie").rows() == [
        ("GM0983", "Venlo", None, None, 50000, 2024),
        ("WK098301", "Noord", 1200, 4, None, 2024),
    ]
    assert areas["geometrie"].is_null().to_list() == [True, False]


def test_a_figure_that_cbs_keeps_to_itself_is_unknown(tmp_path: Path) -> None:
    areas = load_areas(written(tmp_path, collection(feature(inwoners=-99997, woningen=12.0))))
    assert areas.select("inwoners", "woningen").row(0) == (None, 12)


def test_a_border_that_crosses_itself_is_mended(tmp_path: Path) -> None:
    bowtie = [[[200000, 370000], [201000, 371000], [201000, 370000], [200000, 371000], [200000, 370000]]]
    shape = shape_of(load_areas(written(tmp_path, collection(feature(rings=bowtie)))))
    assert shape.is_valid
    assert shape.area == pytest.approx(500_000)


def test_the_crs_member_goes_before_the_range_of_coordinates(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4326"}}
    with pytest.raises(InputError, match="liggen buiten Nederland"):
        load_areas(written(tmp_path, collection(feature(), crs=crs)))


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ([], "geen FeatureCollection"),
        (collection(), "bevat geen gebieden"),
        (collection("niets"), "gebied 1, heeft geen eigenschappen"),
        (collection(feature("XX1")), "gebied 1, heeft geen goede gebiedscode"),
        (collection(feature(), feature()), "gebied 2, noemt WK098301 voor de tweede keer"),
        (collection(feature(naam=" ")), "Gebied WK098301 heeft geen naam"),
        (collection(feature(inwoners="veel")), "gebied 1, kolom inwoners is geen geheel getal"),
        (collection({"properties": {"code": "GM0001"}, "geometry": None}), "heeft geen vorm"),
        (collection(feature(rings=[])), "lege vorm"),
        (collection(feature(rings=[[[1, 2], [3, 4]]])), "minder dan drie punten"),
        (collection(feature(rings=[[["a", 2], [3, 4], [5, 6]]])), "geen paar getallen"),
        (collection(feature(rings=[[[0, 0], [1, 1], [2, 2]]])), "zonder oppervlak"),
        (collection(feature(rings=[[[52, 5], [53, 5], [53, 6]]])), "eerst lengte, dan breedte"),
        (collection(feature(), crs={"properties": {"name": "EPSG:3857"}}), "onbekend stelsel"),
    ],
)
def test_what_is_broken_is_named_with_its_remedy(tmp_path: Path, document: object, says: str) -> None:
    with pytest.raises(InputError, match=says):
        load_areas(written(tmp_path, document))


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (b"naam,inwoners\nx,1\n", "geen kolom code"),
        (b"code,naam\nWK098301,a\nWK098301,b\n", "regel 3, noemt WK098301 voor de tweede keer"),
        (b"code,inwoners\nWK098301,x\n", "regel 2, kolom inwoners is geen geheel getal"),
        (b"code\nfout\n", "regel 2, heeft geen goede gebiedscode"),
        (b'code,naam\nWK098301,"open\n', "geen leesbare CSV-tabel"),
        (b"code,naam\n\xff\xfe\n", "geen tekst in UTF-8"),
        (b"", "geen kolom code"),
    ],
)
def test_a_broken_table_of_figures_is_named_with_its_line(tmp_path: Path, table: bytes, says: str) -> None:
    figures = tmp_path / "cijfers.csv"
    figures.write_bytes(table)
    with pytest.raises(InputError, match=says):
        load_areas(written(tmp_path, collection(feature())), figures)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000, b"NaN", b"1" * 5000])
def test_a_file_that_is_no_json_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "gebieden.geojson"
    path.write_bytes(content)
    with pytest.raises(InputError):
        load_areas(path)


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"weg\.geojson is niet te lezen"):
        load_areas(tmp_path / "weg.geojson")


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8)
JUNK = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4), max_leaves=8)


def every_place(document: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Where in a document something stands."""
    children: list[tuple[object, object]] = []
    if isinstance(document, dict):
        children = list(document.items())
    if isinstance(document, list):
        children = list(enumerate(document))
    return [path, *(p for key, child in children for p in every_place(child, (*path, key)))]


def spoiled(document: Any, path: tuple[Any, ...], junk: object) -> object:
    if not path:
        return junk
    changed = copy.deepcopy(document)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = junk
    return changed


def read_or_refused(path: Path, figures: Path | None = None) -> pl.DataFrame | InputError:
    try:
        return load_areas(path, figures)
    except InputError as error:
        return error


def one_sentence(refusal: InputError) -> bool:
    return str(refusal).endswith(".") and "\n" not in str(refusal)


WHOLE = collection(
    feature(inwoners=1, woningen=2),
    crs={"type": "name", "properties": {"name": "EPSG:28992"}},
)


@settings(max_examples=400, deadline=None)
@given(place=st.sampled_from(every_place(WHOLE)), junk=JUNK)
def test_junk_at_any_place_is_read_or_refused_in_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, place: tuple[object, ...], junk: object
) -> None:
    path = written(tmp_path_factory.mktemp("junk"), spoiled(WHOLE, place, junk))
    outcome = read_or_refused(path)
    assert outcome.height == 1 if isinstance(outcome, pl.DataFrame) else one_sentence(outcome)


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=60) | st.text(max_size=60).map(lambda t: ("code,naam\n" + t).encode()))
def test_any_bytes_as_figures_are_read_or_refused_in_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    figures = folder / "cijfers.csv"
    figures.write_bytes(content)
    outcome = read_or_refused(written(folder, WHOLE), figures)
    assert "WK098301" in outcome["code"] if isinstance(outcome, pl.DataFrame) else one_sentence(outcome)
