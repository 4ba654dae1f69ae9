"""Code systems by the identifiers and names with which record systems ask."""

from __future__ import annotations

from education.content.codes import Code, CodeSystem, read_code

_HL7 = "2.16.840.1.113883.6."
_OIDS = {
    _HL7 + "90": CodeSystem.ICD_10_CM,
    _HL7 + "103": CodeSystem.ICD_9_CM,
    _HL7 + "2": CodeSystem.ICD_9_CM,  # retired
    _HL7 + "177": CodeSystem.MESH,
}


def read_coded(text: str, system: str) -> Code | None:
    """Return the code that a text means in a system; None if it is no code that texts have.

    Codes of other systems, such as SNOMED CT, may look like ours and mean something else. Without a
    system the shape decides.
    """
    known = _find(system)
    return read_code(text.strip(" ."), known) if known or not system else None


def _find(system: str) -> CodeSystem | None:
    name = system.lower().removeprefix("urn:").removeprefix("oid:").strip(" .")
    return _OIDS.get(name) or CodeSystem.named(name.rpartition("/")[2])
