"""A pack as one zip file, the way it travels by download and upload.

A zip from outside is hostile: names that climb out of the folder, links, a file that
unpacks to gigabytes. Nothing is unpacked that a pack would not hold.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from guidance.content.checking import FOLDERS
from guidance.content.model import Guidance
from guidance.content.pack_reading import LARGEST_PACK, MOST_FILES, OF_THE_PACK
from guidance.content.packs import dump_pack
from guidance.content.problems import Refused, legible, problem

LARGEST_ZIP = 10_000_000
"""Bytes of an upload. The NYPD's pack is a fiftieth of that."""

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,  # a compression no program here writes
    RuntimeError,  # a password
    EOFError,
    OSError,
    ValueError,
)

SAME_TIME = (2020, 1, 1, 0, 0, 0)
"""Every file of a zip says this time, so that the same guidance is the same bytes."""


def zip_pack(guidance: Guidance) -> bytes:
    """Return `guidance` as a zip of its pack; the same guidance is the same bytes."""
    data = io.BytesIO()
    with TemporaryDirectory() as name, zipfile.ZipFile(data, "w") as zipped:
        folder = Path(name)
        dump_pack(guidance, folder)
        for file in sorted(folder.rglob("*.yaml")):
            info = zipfile.ZipInfo(file.relative_to(folder).as_posix(), SAME_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            zipped.writestr(info, file.read_bytes())
    return data.getvalue()


def unzip_pack(data: bytes, folder: Path) -> None:
    """Unpack the pack in `data` into `folder`, for `read_pack` to read.

    A zip of the pack's folder, rather than of what is in it, is as good. Raises
    Refused, with nothing of the zip believed, where it is no zip, or not one of a pack.
    """
    if not data:
        raise _refused("The file is empty.", "Choose the zip file of a pack.")
    if len(data) > LARGEST_ZIP:
        sentence = f"The file has {len(data):,} bytes."
        raise _refused(sentence, f"Keep to {LARGEST_ZIP:,}.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as zipped:
            _unpack(zipped, folder)
    except BROKEN:
        sentence = "The file is no zip file, or a broken one."
        raise _refused(sentence, "Make it again, or download the pack anew.") from None


def _unpack(zipped: zipfile.ZipFile, folder: Path) -> None:
    entries = [each for each in zipped.infolist() if not each.is_dir()]
    if len(entries) > MOST_FILES:
        sentence = f"The zip holds {len(entries):,} files."
        raise _refused(sentence, f"Keep to {MOST_FILES:,}.")
    names = {each.filename: PurePosixPath(each.filename) for each in entries}
    top = _folder_around(list(names.values()))
    left = LARGEST_PACK
    for entry in entries:
        target = folder / _inside(names[entry.filename], top)
        target.parent.mkdir(parents=True, exist_ok=True)
        # What the zip says of the size may be a lie: no more is read than is left.
        with zipped.open(entry) as packed:
            content = packed.read(left + 1)
        left -= len(content)
        if left < 0:
            sentence = f"The zip unpacks to more than {LARGEST_PACK:,} bytes."
            raise _refused(sentence, "Upload nothing but a pack.")
        target.write_bytes(content)


def _folder_around(names: list[PurePosixPath]) -> str:
    """Return the one folder that holds the whole pack, or "" where there is none."""
    for name in names:
        if name.name == "pack.yaml" and len(name.parts) == 2:
            return name.parts[0]
    return ""


def _inside(name: PurePosixPath, top: str) -> PurePosixPath:
    """Return where in a pack the file `name` belongs. Raises Refused for any other."""
    parts = name.parts[1:] if top and name.parts[:1] == (top,) else name.parts
    if len(parts) == 1 and parts[0] in OF_THE_PACK | {"README.md"}:
        return PurePosixPath(*parts)
    is_document = len(parts) == 2 and parts[0] in FOLDERS.values()
    if is_document and parts[1].endswith(".yaml") and ".." not in parts[1]:
        return PurePosixPath(*parts)
    sentence = (
        f"The zip holds “{legible(str(name)[:200])}”, which is no file of a pack."
    )
    raise _refused(sentence, "Take it out of the zip.")


def _refused(sentence: str, remedy: str) -> Refused:
    return Refused([problem("zip", "", "", sentence, remedy)])
