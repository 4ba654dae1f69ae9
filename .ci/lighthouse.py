"""`make lighthouse`: what Lighthouse (mobile) says of one page of each kind, from an empty folder.

Prints a table, and fails when a mark is below 100. A page is asked up to three times and its best
marks count: on a busy machine time is the machine's, and the other marks do not change.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from visit import portal

PAGES = (
    "/",
    "/how-cancer-spreads/",
    "/how-cancer-spreads/intravasation/",
    "/treatments/",
    "/treatments/surgery/",
    "/understanding/",
    "/understanding/surgery-and-spread/",
    "/faq/",
    "/faq/can-it-be-cured/",
    "/glossary/",
    "/glossary/metastasis/",
    "/topics/",
    "/topics/surgery/",
    "/about/",
    "/about/privacy/",
    "/search/",
    "/booklet/",
)
KINDS = ("performance", "accessibility", "best-practices", "seo")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
TRIES = 3


def report(address: str) -> dict[str, Any]:
    """One run of Lighthouse."""
    command = ["node", "node_modules/lighthouse/cli/index.js", address, "--quiet", "--output=json"]
    chrome = os.environ.get("CHROME_PATH") or shutil.which("chromium") or "chromium"
    ran = subprocess.run(
        [*command, f"--chrome-flags={FLAGS}", f"--only-categories={','.join(KINDS)}"],
        env=os.environ | {"CHROME_PATH": chrome},
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(json.loads(ran.stdout))


def marks(address: str) -> tuple[list[int], float, float]:
    """The best marks of a page, with its largest paint (seconds) and the shift of its layout."""
    best, paint, shift = [0] * len(KINDS), 99.0, 99.0
    for _try in range(TRIES):
        try:
            found = report(address)
        except subprocess.CalledProcessError as error:  # Chromium did not start, or stopped.
            print(error.stderr.strip().splitlines()[-1:], file=sys.stderr)
            continue
        now = [round(100 * (found["categories"][kind]["score"] or 0)) for kind in KINDS]
        best = [max(pair) for pair in zip(best, now, strict=True)]
        paint = min(paint, found["audits"]["largest-contentful-paint"]["numericValue"] / 1000)
        shift = min(shift, found["audits"]["cumulative-layout-shift"]["numericValue"])
        if min(best) == 100:
            break
    return best, paint, shift


def main() -> None:
    """Starts, asks, prints."""
    print("| page | " + " | ".join(KINDS) + " | LCP, s | CLS |\n" + "|---" * 7 + "|")
    worst = 100
    with tempfile.TemporaryDirectory() as folder, portal(Path(folder)) as home:
        for page in PAGES:
            best, paint, shift = marks(home + page)
            worst = min(worst, *best)
            row = (page, *best, f"{paint:.2f}", f"{shift:.3f}")
            print("| " + " | ".join(map(str, row)) + " |", flush=True)
    sys.exit(worst < 100)


main()
