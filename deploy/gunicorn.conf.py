"""Configure gunicorn: gunicorn --config deploy/gunicorn.conf.py portal.wsgi."""

from __future__ import annotations

import os
import signal
from typing import Any

from gunicorn.glogging import Logger

from portal.web.logging import LogFormatter


class Lines(Logger):
    """Hold what gunicorn has to say, in lines of JSON as the portal's own."""

    def setup(self, cfg: Any) -> None:
        """As usual, then the other layout."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(LogFormatter())


bind = f"127.0.0.1:{os.environ.get('PORT', '8001')}"
workers = int(os.environ.get("WORKERS", "2"))
timeout = 120  # seconds; a booklet of 20 pages takes 42 of one processor
graceful_timeout = 30  # what is under way when it is stopped may end
keepalive = 5  # nginx keeps connections open
max_requests, max_requests_jitter = 5000, 500  # no worker grows old
accesslog = None  # nginx writes one line a request
errorlog = "-"
loglevel = "warning"
logger_class = Lines
worker_tmp_dir = "/dev/shm"  # noqa: S108 - gunicorn's heartbeat; a slow disk must not look like a hang
# No preload: with it every worker would share the connections that were opened at the start.


def post_worker_init(worker: Any) -> None:
    """A worker that is told to stop and still has work takes no new visitor.

    Its copy of the listening socket would let them in to wait for it; closed, nginx asks the other.
    """

    def stop(number: int, frame: Any) -> None:
        worker.handle_exit(number, frame)
        for listener in worker.sockets:
            listener.close()

    signal.signal(signal.SIGTERM, stop)
