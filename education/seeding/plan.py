"""Plan an import: what is new, and what was imported before."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from education.seeding.models import Seeded


@dataclass
class Plan:
    """Keys of what is new. Everything that was seeded before stays as its editors left it."""

    known: frozenset[str]
    new: list[str] = field(default_factory=list)

    @classmethod
    def of_ledger(cls) -> Plan:
        """A plan that knows what earlier seedings have done."""
        return cls(frozenset(Seeded.objects.values_list("key", flat=True)))

    def takes(self, kind: str, name: str) -> bool:
        """Whether this is new; if so, it is noted."""
        key = f"{kind}:{name}"
        if key in self.known:
            return False
        self.new.append(key)
        return True

    def enter(self) -> None:
        """Writes what is new into the ledger."""
        Seeded.objects.bulk_create(Seeded(key=key) for key in self.new)

    def __str__(self) -> str:
        kinds = Counter(key.partition(":")[0] for key in self.new)
        if not kinds:
            return "Nothing new."
        return "New: " + ", ".join(f"{count} × {kind}" for kind, count in sorted(kinds.items()))
