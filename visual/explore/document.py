"""One file of our own around the scripts and styles that pyvis made, with nothing from elsewhere."""

from __future__ import annotations

import base64
import re
from hashlib import sha256

import networkx as nx

from visual import asset_files
from visual.explore.drawn import pyvis_html
from visual.rendering import render

BLOCKS = re.compile(r"<(script|style)\b[^>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
SOURCE_MAP = re.compile(r"//[#@] ?sourceMappingURL=\S*|/\*[#@] ?sourceMappingURL=.*?\*/")
LIBRARY, DRAWING, LOOKS = "vis-network", "drawGraph();", ".vis-"
"""How the three blocks that are kept are recognised; pyvis's links to other hosts are not taken over."""


class UnexpectedOutput(ValueError):
    """pyvis wrote something other than the version that this was made for."""


def html(graph: nx.Graph[str], *, title: str = "Netwerk", fictief: bool = False) -> str:
    """A graph as one self-contained file.

    Args:
        graph: nodes with ``soort``, ``label``, ``geslacht``, ``keten`` and edges with ``soort``; whatever
            is missing is drawn plainly. All text is shown as text.
        title: heading of the file.
        fictief: whether the file must say that all of it is made up.

    Raises:
        UnexpectedOutput: another version of pyvis, whose output this does not know.
    """
    blocks = [(tag.lower(), text) for tag, text in BLOCKS.findall(pyvis_html(graph))]
    return render(
        "network.html",
        title=title,
        fictief=fictief,
        persons=sum(values.get("soort") == "persoon" for _, values in graph.nodes(data=True)),
        looks=_only(blocks, "style", LOOKS),
        font=base64.b64encode(_font()).decode(),
        library=_only(blocks, "script", LIBRARY),
        drawing=_only(blocks, "script", DRAWING),
    )


def policy(document: str) -> str:
    """The Content-Security-Policy of one such file: exactly its own blocks, by hash, in a sandbox."""
    found = [(tag.lower(), text) for tag, text in BLOCKS.findall(document)]
    scripts = " ".join(_hash(text) for tag, text in found if tag == "script")
    styles = " ".join(_hash(text) for tag, text in found if tag == "style")
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-scripts"
    )


def _only(blocks: list[tuple[str, str]], tag: str, sign: str) -> str:
    found = [text for kind, text in blocks if kind == tag and sign in text]
    if len(found) != 1:
        raise UnexpectedOutput(f"pyvis gave {len(found)} blocks of {tag} with {sign}; one was expected")
    return SOURCE_MAP.sub("", found[0]).strip()


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


def _font() -> bytes:
    return (asset_files.DIRECTORY / asset_files.FONTS[0]).read_bytes()
