"""Packs as zip files: what goes in comes out, and nothing hostile does."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.content.packs import load_pack
from guidance.content.problems import Refused
from guidance.content.zipped_packs import LARGEST_ZIP, unzip_pack, zip_pack
from tests.content.a_guidance import a_guidance


def zip_of(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    return data.getvalue()


def test_what_is_zipped_comes_out_the_same(tmp_path):
    unzip_pack(zip_pack(a_guidance()), tmp_path)

    assert load_pack(tmp_path) == a_guidance()


def test_the_same_guidance_is_the_same_bytes():
    assert zip_pack(a_guidance()) == zip_pack(a_guidance())


def test_a_zip_of_the_folder_is_as_good(tmp_path):
    inner = zipfile.ZipFile(io.BytesIO(zip_pack(a_guidance())))
    files = {f"pack/{each}": inner.read(each) for each in inner.namelist()}

    unzip_pack(zip_of(**files), tmp_path)

    assert load_pack(tmp_path) == a_guidance()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04 no zip at all", "no zip file"),
        (b"x" * (LARGEST_ZIP + 1), "bytes"),
        (zip_of(**{"../../escaped.yaml": b"1"}), "no file of a pack"),
        (zip_of(**{"/etc/escaped.yaml": b"1"}), "no file of a pack"),
        (zip_of(**{"memos/../department.yaml": b"1"}), "no file of a pack"),
        (zip_of(**{"memos/..yaml": b"1"}), "no file of a pack"),
        (zip_of(**{"program.exe": b"1"}), "no file of a pack"),
        (zip_of(**{"memos/a/b.yaml": b"1"}), "no file of a pack"),
        (zip_of(**{"memos/bomb.yaml": b"\0" * 60_000_000}), "unpacks to more"),
    ],
)
def test_what_is_no_pack_is_refused(tmp_path, data, said):
    with pytest.raises(Refused, match=said):
        unzip_pack(data, tmp_path / "in")

    assert [each.name for each in tmp_path.iterdir()] in ([], ["in"])


@given(st.data())
def test_a_damaged_zip_is_refused_or_read(tmp_path_factory, data):
    whole = bytearray(zip_pack(a_guidance()))
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(
            st.integers(0, 255)
        )
    folder = tmp_path_factory.mktemp("damaged")

    with suppress(Refused):
        unzip_pack(bytes(whole), folder)

    assert all(each.suffix == ".yaml" for each in folder.rglob("*") if each.is_file())
