"""`auxilia explore` as people start it: a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ANSWERS = re.compile(r"answers at (http://\S+)")


@dataclass(frozen=True)
class Server:
    """A running server."""

    address: str
    process: subprocess.Popen[str]

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])


@contextmanager
def server(home: Path, *options: str) -> Iterator[Server]:
    """A server on the ledger at a home; on the starter ledger where the home holds none."""
    command = [sys.executable, "-m", "auxilia", "explore", "--port", "0", "--no-browser", *options]
    environment = os.environ | {"AUXILIA_HOME": str(home)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        found = ANSWERS.search(line)
        assert found, f"the explorer did not start: {line}{process.stderr.read()}"
        yield Server(found[1], process)
        process.terminate()
