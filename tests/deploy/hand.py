"""Somebody who edits beside a running stack: one process for many changes."""

from __future__ import annotations

import json
import subprocess
import sys
from types import TracebackType
from typing import Any

from tests.deploy.stack import PATIENCE, ROOT, Stack


class Hand:
    """Calls functions of `tests.deploy.editing` in a process of its own."""

    def __init__(self, stack: Stack) -> None:
        self._log = (stack.folder / "hand.txt").open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.deploy.editing"],
            cwd=ROOT,
            env=stack.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )

    def __enter__(self) -> Hand:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(PATIENCE)
        self._log.close()

    def __call__(self, name: str, *args: Any) -> Any:
        """Return what a function answers."""
        self.begin(name, *args)
        return self.read()

    def begin(self, name: str, *args: Any) -> None:
        """Has a function begin; what it answers can be read later."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps([name, *args]) + "\n")
        self._process.stdin.flush()

    def read(self) -> Any:
        """Its next answer."""
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "The hand has died; the stack's folder holds what it said (hand.txt)."
        return json.loads(line)
