"""Codes by which record systems name a diagnosis, a treatment or a subject.

An editor writes one a line: `C79.51`, `ICD-9-CM: 198.5`, `D009362`. A number in brackets is the
place among the texts with the same code: `C77 (2)` lets another text come first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from education.standard.parts import Field, Unreadable


class CodeSystem(TextChoices):
    """Code systems whose codes a text can have. Others are licensed, or name no subject."""

    ICD_10_CM = "icd10cm", "ICD-10-CM"
    ICD_9_CM = "icd9cm", "ICD-9-CM"
    MESH = "mesh", "MeSH"

    @classmethod
    def named(cls, name: str) -> CodeSystem | None:
        """Return the system of a name such as “ICD10CM” or “icd-10”, or None."""
        return _NAMES.get(re.sub(r"[\W_]", "", name).lower())


_NAMES = {
    **{system.value: system for system in CodeSystem},
    "icd10": CodeSystem.ICD_10_CM,
    "icd9": CodeSystem.ICD_9_CM,
    "msh": CodeSystem.MESH,
}
_ICD_10 = re.compile(r"([A-Z][0-9][0-9A-Z])(?:\.?([0-9A-Z]{1,4}))?")
_ICD_9 = re.compile(r"([0-9]{3}|V[0-9]{2}|E[0-9]{3})(?:\.?([0-9]{1,2}))?")
_MESH_ID = re.compile(r"[DQ][0-9]{6}(?:[0-9]{3})?")
_MESH_TREE = re.compile(r"[A-NVZ][0-9]{2}(?:\.[0-9]{3})*")
# Without a name of the system. A short tree number looks like ICD-10-CM, as C04.697 and C79.51 do.
_SHAPES = (
    (CodeSystem.MESH, re.compile(rf"{_MESH_ID.pattern}|[A-NVZ][0-9]{{2}}(?:\.[0-9]{{3}}){{2,}}")),
    (CodeSystem.ICD_9_CM, re.compile(r"(?:[0-9]{3}|V[0-9]{2})(?:\.?[0-9]{1,2})?|E[0-9]{3}\.[0-9]")),
    (CodeSystem.ICD_10_CM, _ICD_10),
)
_LINE = re.compile(r"(?:(?P<system>[^:]+):)?\s*(?P<code>\S+?)\s*(?:\((?P<place>[1-9])\))?")


@dataclass(frozen=True)
class Code:
    """Code of a system, as the steps from its widest group: C79.51 is C79, 5, 1."""

    system: CodeSystem
    steps: tuple[str, ...]
    place: int = 1  # among the texts with the same code

    def __str__(self) -> str:
        """Return the code as an editor writes it."""
        widest, *rest = self.steps
        after = ".".join(rest) if self.system == CodeSystem.MESH else "".join(rest)
        code = f"{widest}.{after}" if after else widest
        return code if self.place == 1 else f"{code} ({self.place})"

    @property
    def family(self) -> str:
        """Return what every code above and below this one begins with, however it is written."""
        return self.steps[0]

    @property
    def is_category(self) -> bool:
        """Return whether the code stands for a whole family, as C79 does."""
        return len(self.steps) == 1

    @property
    def is_subtopic(self) -> bool:
        """Return whether the code is a qualifier of MeSH, such as therapy."""
        return self.system == CodeSystem.MESH and self.family.startswith("Q")

    def nearness_of(self, other: Code) -> tuple[int, int] | None:
        """Return a sort key for a code of a text when this one is asked for: the nearest first.

        None if neither code stands above the other. A group of MeSH does not lead to what is below
        it: all neoplasms are more than metastasis.
        """
        pairs = zip(self.steps, other.steps, strict=False)
        shared = len([*takewhile(lambda pair: pair[0] == pair[1], pairs)])
        narrower = len(other.steps) - shared
        is_above = shared == len(self.steps) and self.system != CodeSystem.MESH
        if self.system != other.system or not shared or (narrower and not is_above):
            return None
        return -shared, narrower


def read_code(text: str, system: CodeSystem | None = None) -> Code | None:
    """Return the code in a text, in any way of writing it, or None if it has the shape of none.

    Without a system, or when the code is none of it, the shape tells the system.
    """
    text = text.strip().upper()
    steps = _READERS[system](text) if system else ()
    if system and steps:
        return Code(system, steps)
    fitting = next((one for one, shape in _SHAPES if shape.fullmatch(text)), None)
    return Code(fitting, _READERS[fitting](text)) if fitting else None


def read_codes(text: str) -> list[Code]:
    """Return the codes in the lines of a field, without the lines that are none."""
    return [code for line in text.splitlines() if (code := read_line(line))]


def read_line(line: str) -> Code | None:
    """Return the code in a line of a field, or None."""
    match = _LINE.fullmatch(line.strip())
    if match is None:
        return None
    named = match["system"]
    system = CodeSystem.named(named) if named else None
    code = None if named and system is None else read_code(match["code"], system)
    if code is None or system not in {None, code.system}:
        return None
    return Code(code.system, code.steps, int(match["place"] or 1))


def find_unreadable_lines(field: Field, text: str) -> list[Unreadable]:
    """Return the lines of a field that are no codes, with what to write instead."""
    mend = _(
        "Write a code of ICD-10-CM, ICD-9-CM or MeSH alone on its line, such as C79.51, 198.5 or "
        "D009362."
    )
    return [
        Unreadable(field, _("Line %d, “%s”, is no code.") % (number, line.strip()[:40]), mend)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and read_line(line) is None
    ]


def _read_icd_10(text: str) -> tuple[str, ...]:
    match = _ICD_10.fullmatch(text)
    return (match[1], *(match[2] or "")) if match else ()


def _read_icd_9(text: str) -> tuple[str, ...]:
    match = _ICD_9.fullmatch(text)
    return (match[1], *(match[2] or "")) if match else ()


def _read_mesh(text: str) -> tuple[str, ...]:
    if _MESH_ID.fullmatch(text):
        return (text,)
    return tuple(text.split(".")) if _MESH_TREE.fullmatch(text) else ()


_READERS = {
    CodeSystem.ICD_10_CM: _read_icd_10,
    CodeSystem.ICD_9_CM: _read_icd_9,
    CodeSystem.MESH: _read_mesh,
}
