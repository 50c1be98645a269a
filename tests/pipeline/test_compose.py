"""docker-compose.yml says nothing secret and runs our own commands, which also run without any container."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
import typer.main
import yaml
from databases import folder
from debian_server import PASSWORD, DebianServer, free_port, installed
from pipeline_house import ROOT, api_answers, until

from pipeline.cli import app

FILE = ROOT / "docker-compose.yml"
OURS = ("migrate", "api", "worker")
GIVEN = {"POSTGRES_PASSWORD": "p/a@s:s$", "LANGNGHE_CONTACT": "tuyengiao@union.example"}


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["services"]
    return found


def is_command(words: list[str]) -> bool:
    """Whether our command line knows these words, arguments of the last command included."""
    command: Any = typer.main.get_command(app)
    while hasattr(command, "commands"):
        if not words or words[0] not in command.commands:
            return False
        command, words = command.commands[words[0]], words[1:]
    try:
        command.make_context("langnghe", list(words)).close()
    except Exception:  # an option or argument that the command has not
        return False
    return True


def test_no_secret_stands_in_the_file(services: dict[str, Any]) -> None:
    for service in services.values():
        for name, value in service.get("environment", {}).items():
            if "PASSWORD" in name:
                assert re.fullmatch(r"\$\{POSTGRES_PASSWORD:\?[^}]+\}|\$\{LANGNGHE_MAIL_PASSWORD:-\}", value)
            assert not re.search(r"//[^/@]*:[^/@]*@", str(value)), f"{name} holds a password"
    assert not {name for service in services.values() for name in service} & {"env_file", "secrets"}


def test_whoever_serves_is_asked_whether_it_is_well(services: dict[str, Any]) -> None:
    assert set(services) == {"database", *OURS}
    for name in ("database", "api", "worker"):
        assert {"test", "interval", "timeout", "retries", "start_period"} <= services[name]["healthcheck"].keys()
    assert services["api"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert services["migrate"]["depends_on"]["database"]["condition"] == "service_healthy"


def test_every_command_is_one_of_ours(services: dict[str, Any]) -> None:
    assert not is_command(["work", "--no-such-option"])
    assert not is_command(["no-such-command"])
    for name in OURS:
        assert is_command(services[name]["command"]), name
    for name in ("api", "worker"):
        how, program, *words = services[name]["healthcheck"]["test"]
        assert (how, program) == ("CMD", "langnghe")
        assert is_command(words), name
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert 'ENTRYPOINT ["langnghe"]' in dockerfile
    assert 'langnghe = "pipeline.cli:main"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_our_containers_cannot_write_but_into_their_data(services: dict[str, Any]) -> None:
    for name in OURS:
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]
        assert services[name]["volumes"] == ["data:/data"]


def test_docker_compose_accepts_the_file(tmp_path: Path) -> None:
    program = shutil.which("docker-compose")
    if program is None:
        pytest.skip("docker-compose is not installed")
    shutil.copy(FILE, tmp_path)

    def check(**given: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if name not in GIVEN}
        command = [program, "--project-directory", str(tmp_path), "config", "-q"]
        return subprocess.run(
            command, cwd=tmp_path, env=clean | given, capture_output=True, text=True, timeout=60, check=False
        )

    done = check(**GIVEN)
    assert done.returncode == 0, done.stderr
    for missing in GIVEN:
        done = check(**{name: value for name, value in GIVEN.items() if name != missing})
        assert done.returncode != 0
        assert f"put {missing}" in done.stderr or missing in done.stderr


@contextmanager
def running(command: list[str], env: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("ab") as out:
        child = subprocess.Popen([sys.executable, "-m", "pipeline", *command], env=env, stdout=out, stderr=out)
    try:
        yield child
    finally:
        if child.poll() is None:
            child.kill()
        child.wait()


@pytest.mark.skipif(not installed(), reason="Debian's PostgreSQL is not installed")
def test_the_same_commands_run_on_debians_postgresql(services: dict[str, Any], tmp_path: Path) -> None:
    """Each service's command and health check, word for word, with a password that would need quoting in an address."""
    with folder() as data:
        server = DebianServer(min(installed()), data)
        try:
            _run_everything(services, server, tmp_path)
        finally:
            server.close()


def _run_everything(services: dict[str, Any], server: DebianServer, data: Path) -> None:
    with psycopg.connect(server.dsn("postgres"), autocommit=True) as conn:
        conn.execute("CREATE DATABASE langnghe")
    env = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("LANGNGHE_", "PG"))},
        "DATABASE_URL": f"postgresql://langnghe@127.0.0.1:{server.port}/langnghe",
        "PGPASSWORD": PASSWORD,
        "LANGNGHE_DATA": str(data / "data"),
        "LANGNGHE_PORT": str(free_port()),
        "PYTHONPATH": str(ROOT),
    }

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pipeline", *words]
        return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)

    def well(name: str) -> bool:
        return run(*services[name]["healthcheck"]["test"][2:]).returncode == 0

    done = run(*services["migrate"]["command"])
    assert done.returncode == 0, done.stderr
    assert not well("api")
    assert not well("worker")
    log = data / "log"
    serve, work = services["api"]["command"], services["worker"]["command"]
    with running(serve, env, log) as api, running(work, env, log) as worker:
        until(lambda: api_answers(int(env["LANGNGHE_PORT"])), "the API answers", 60)
        until(lambda: _working(server), "the worker is there", 60)
        assert well("api")
        assert well("worker")
        for child in (api, worker):
            child.send_signal(signal.SIGTERM)
        codes = api.wait(30), worker.wait(60)
    said = log.read_text(encoding="utf-8")
    assert codes == (128 + signal.SIGTERM, 0), said
    assert "first sign-in: " in said
    assert "Traceback" not in said
    assert PASSWORD not in said


def _working(server: DebianServer) -> bool:
    with psycopg.connect(server.dsn()) as conn:
        return conn.execute("SELECT FROM procrastinate_workers").fetchone() is not None
