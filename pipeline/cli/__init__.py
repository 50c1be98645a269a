"""The command line. Each command imports the rooms that it needs when it runs, so that `--help` is quick."""

from __future__ import annotations

import errno
import io
import logging
import signal
import sys
from types import FrameType

import typer

from pipeline.cli import collecting, demonstration, importing, lists, modelling, people, running, sources, texts
from pipeline.problems import explain

app = typer.Typer(
    name="langnghe",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Lắng Nghe listens to what workers say in public and puts what needs a person in front of union staff.",
)
for room in (demonstration, collecting, importing, sources, lists, modelling, texts, running, people):
    room.add_to(app)


def main() -> None:
    """Run a command; what is foreseeable ends in one sentence on stderr and exit code 1."""
    signal.signal(signal.SIGTERM, _leave)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Vietnamese in, Vietnamese out, whatever the machine's own language is.
            stream.reconfigure(encoding="utf-8")
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)  # It tells of each attempt; whoever asked is told once.
    try:
        app(prog_name="langnghe")
    except KeyboardInterrupt:
        print("stopped; what was finished is stored, the rest waits for the next start", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        # The reader went away (`… | head`): nothing is wrong, and nothing can be said to it either.
        sys.stderr.close()
        sys.exit(128 + errno.EPIPE)
    except Exception as error:
        sentence = explain(error)
        if sentence is None:
            raise
        print(f"langnghe: {sentence}", file=sys.stderr)
        sys.exit(1)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """Asked to stop: leave every `with` block in order, so that our PostgreSQL is not left behind alone."""
    sys.exit(128 + signal.SIGTERM)
