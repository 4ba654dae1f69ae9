"""The plan of an import: what is new, and what earlier imports created."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from education.seeding.models import SeedRecord


@dataclass
class Plan:
    """The keys of new objects; objects of earlier imports stay as their editors left them."""

    known: frozenset[str]
    new: list[str] = field(default_factory=list)

    @classmethod
    def from_records(cls) -> Plan:
        """Return a plan that knows the keys of all earlier imports."""
        return cls(frozenset(SeedRecord.objects.values_list("key", flat=True)))

    def takes(self, kind: str, name: str) -> bool:
        """Return whether an object is new; the key of a new object is added to the plan."""
        key = f"{kind}:{name}"
        if key in self.known:
            return False
        self.new.append(key)
        return True

    def enter(self) -> None:
        """Store the new keys, so that later imports leave their objects alone."""
        SeedRecord.objects.bulk_create(SeedRecord(key=key) for key in self.new)

    def __str__(self) -> str:
        kinds = Counter(key.partition(":")[0] for key in self.new)
        if not kinds:
            return "Nothing new."
        return "New: " + ", ".join(f"{count} × {kind}" for kind, count in sorted(kinds.items()))
