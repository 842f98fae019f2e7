"""What the page is made of: its own files alone, bundles as they were made, nothing evaluated."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

TOP = Path(__file__).parents[3]
PAGE = TOP / "src" / "servanda" / "workbench" / "page"
VENDOR = PAGE / "vendor"
OURS = [file for file in sorted(PAGE.rglob("*.js")) if VENDOR not in file.parents]


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_bundles_are_those_that_the_manifest_pins() -> None:
    manifest = json.loads((VENDOR / "manifest.json").read_text("utf-8"))
    there = {file.name for file in VENDOR.iterdir()} - {"manifest.json"}
    assert there == set(manifest["files"])
    for name, pinned in manifest["files"].items():
        assert digest(VENDOR / name) == pinned, f"{name}: make it with vendoring/bundle.mjs"
    assert digest(TOP / "vendoring" / "package-lock.json") == manifest["lock"]


def test_every_package_of_a_bundle_has_its_licence_beside_it() -> None:
    manifest = json.loads((VENDOR / "manifest.json").read_text("utf-8"))
    licences = (VENDOR / "LICENSES.txt").read_text("utf-8")
    locked = json.loads((TOP / "vendoring" / "package-lock.json").read_text("utf-8"))["packages"]
    for name, version in manifest["packages"].items():
        assert f"{name} {version} (" in licences, name
        entry = locked[f"node_modules/{name}"]
        assert entry["version"] == version
        assert entry["integrity"].startswith("sha512-")


def test_nothing_is_evaluated_and_no_markup_is_set_from_text() -> None:
    assert len(OURS) > 15
    for file in (*OURS, *VENDOR.glob("*.js")):
        text = file.read_text("utf-8")
        assert not re.search(r"\beval\(|new Function\(", text), file.name
    forbidden = r"\.innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerouslySet"
    for file in OURS:
        assert not re.search(forbidden, file.read_text("utf-8")), file.name


def test_every_import_leads_to_a_file_of_the_page() -> None:
    begins = {PAGE / "main.js", *(PAGE / "notebook" / f"{name}.js" for name in ("loader", "panel"))}
    stand_in = {PAGE / "notebook" / f"{name}.js" for name in ("server", "write")}
    reached = {*begins, *stand_in}
    for file in OURS:
        text = file.read_text("utf-8")
        for path in re.findall(r"""(?:from |import\()\s*["']([^"']+)["']""", text):
            assert path.startswith("."), f"{file.name} imports {path}"
            target = (file.parent / path).resolve()
            assert target.is_file(), f"{file.name} imports {path}"
            reached.add(target)
    assert set(OURS) <= reached, "a file that nothing imports"


def test_the_page_names_no_other_origin() -> None:
    for file in (*OURS, *PAGE.rglob("*.css"), PAGE / "shell.html"):
        addresses = re.findall(r"https?://[\w.-]+", file.read_text("utf-8"))
        assert not addresses, (file.name, addresses)


def test_the_shell_runs_and_styles_nothing_inline() -> None:
    shell = (PAGE / "shell.html").read_text("utf-8")
    assert re.findall(r"<script[^>]*>([^<]*)</script>", shell) == [""]
    assert not re.search(r"\son\w+=|style=", shell)
    assert re.findall(r"<style[^>]*>([^<]*)</style>", shell) == [""]


def test_files_are_short() -> None:
    long = [file.name for file in OURS if len(file.read_text("utf-8").splitlines()) > 400]
    assert not long
