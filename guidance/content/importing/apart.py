"""Reading a file apart: in a process that knows no secret and has few means.

Whatever a file does to that process, it ends, and this answers with a sentence.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from guidance.content.importing.kinds import kind_of_file
from guidance.content.importing.paragraphs import Reading, unreadable

ROOT = Path(__file__).resolve().parents[3]
MOST_SECONDS = 20
COMMAND = [sys.executable, "-B", "-m", "guidance.content.importing.reader"]


def read_apart(data: bytes, name: str) -> Reading:
    """Return the reading of `data`, a file that came under `name`. Raises Refused."""
    kind_of_file(data, name)  # what is refused at once needs no process
    answer = json.loads(_answer(data, name))
    if "refused" in answer:
        raise unreadable(*answer["refused"])
    return Reading.model_validate(answer["reading"])


def _answer(data: bytes, name: str) -> bytes:
    line = name.replace("\n", " ").encode("utf-8", "replace") + b"\n"
    try:
        done = subprocess.run(
            COMMAND,
            input=line + data,
            cwd=ROOT,
            env={"PATH": os.defpath, "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        done = None
    if done is None or done.returncode:
        raise unreadable(
            "The file can't be read: it is broken, or far more than a memo can be.",
            "Save or print it anew and choose that, or paste its text.",
        )
    return done.stdout
