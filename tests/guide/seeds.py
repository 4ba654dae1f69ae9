"""A small seed with a little of everything."""

from __future__ import annotations

from pathlib import Path

from tests.factories import DRAWING
from tests.seeding.seeds import Seed, with_surgery, write_seed

FACTS = """\
sources: {}
facts:
  - {id: definition, source: [S1], page: why, care: plain, fact: "It is the spread of cancer.",
     ask: "Is this the right word?"}
  - {id: routes, source: [S1], page: faq, care: hedge, fact: "Cells may travel.",
     ask: "May they?"}
"""
ROLES = """\
roles:
  - {name: Authors, pages: [add, change], FAQItem: [add, change]}
  - {name: Reviewers, reviews: true, pages: [add, change, publish]}
"""
ARTICLE = """\
A [[tumor|tumor]] can spread. [S1] Read on in [surgery](page:surgery) or [ask](faq:what).
<!-- facts: definition -->

<!-- reviewer: Please look at this twice. -->

See [the risks](page:surgery#risks).

:::figure journey.svg
Caption: The journey
In words: Five steps.
:::

:::faq Many people ask
- [What is metastasis?](faq:what)
:::
"""
QUESTION = """\
Cells may travel. [S1]
<!-- facts: routes -->

---

They may travel in the blood. Read [why](page:why).
<!-- editor: A drawing would help. -->
"""


def write_small_seed(folder: Path) -> Seed:
    """Writes it into a folder."""
    seed = with_surgery(write_seed(folder))
    seed.write("images/journey.svg", DRAWING)
    seed.write("facts.yaml", FACTS)
    seed.write("roles.yaml", ROLES)
    seed.write_article(ARTICLE, facts="[definition]", related="[surgery]")
    seed.write_question(QUESTION, facts="[routes]")
    return seed
