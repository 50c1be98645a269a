"""`python -m demo`: serve the practice web until interrupted."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from pathlib import Path

from demo.server import BASE_PORT, PortTakenError, start, stop
from demo.site import load_sites


def main() -> int:
    options = argparse.ArgumentParser(prog="demo", description="Serve the practice web on 127.0.0.1.")
    options.add_argument(
        "--data", type=Path, default=Path("var"), help="folder that remembers when it was first started"
    )
    options.add_argument("--port", type=int, default=BASE_PORT, help=f"base port (default {BASE_PORT})")
    chosen = options.parse_args()
    try:
        servers = start(chosen.data, chosen.port)
    except PortTakenError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"the practice web cannot write {error.filename} ({error.strerror}); mend its rights", file=sys.stderr)
        return 1
    for site in load_sites():
        print(f"http://127.0.0.1:{chosen.port + site.offset}/  {site.name}")
    print("ready", flush=True)
    ended = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: ended.set())
    ended.wait()
    stop(servers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
