"""Word forms that the stemmer lacks: stop words, British spelling, medical word families."""

from __future__ import annotations

import re

_STOP_WORDS = """
a about actually again all already also always am an and another any anybody anyone anything are
arent as at be because been behind being but by can cannot cant certain certainly could couldnt
define definition did didnt do does doesnt doing done dont each either else ever every explain
explained few for from get gets getting give given gives go goes going got had happen happened
happening happens has hasnt have havent having he her here hers herself him himself his how
however i id if im in into is isnt it its itself ive just know let like make makes many may
maybe me mean meaning means might mine more most much must my myself need needs never no nobody
not now of off often on one ones or other our ours out over own please quite rather really said
same say says several shall she should so some somebody someone something sometimes still such
tell than that thats the their theirs them themselves then there theres these they thing things
this those though to too under until up upon us use used uses using usually very want wants was
we were what whats when where wheres whether which while who whom whos whose why will with wont
would yet you your youre yours yourself
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

# Rough rules are enough: both sides of a comparison are changed, and the result is never shown.
SPELLINGS = tuple(
    (re.compile(pattern), american)
    for pattern, american in (
        (r"is(e|ed|es|er|ers|ing|ation|ations)$", r"iz\1"),
        (r"ys(e|ed|es|er|ers|ing)$", r"yz\1"),
        (r"(?<=[a-z]{2})our(s|ed|ing|ite|able|al|er|ers|ful|less)?$", r"or\1"),
        (r"(?<=[a-z])(?:ae|oe)", "e"),
        (r"^(?:ae|oe)(?=[a-z]{2})", "e"),
        (
            r"(counsel|travel|cancel|signal|label|model|fuel|channel|level)l(ed|ing|er|ers|or|ors)$",
            r"\1\2",
        ),
        (r"^(cent|fib|lit|met|theat|calib)re(s?)$", r"\1er\2"),
        (r"^(def|off|lic|pret)ence", r"\1ense"),
        (r"^(program)mes?$", r"\1"),
        (r"^sulph", "sulf"),
        (r"^practise", "practice"),
    )
)

# Irregular forms, which no rule covers.
IRREGULAR = {
    form: word
    for word, forms in {
        "ache": "aching",
        "begin": "began begun",
        "bleed": "bled",
        "break": "broke broken",
        "child": "children",
        "choose": "choice choices chose chosen",
        "come": "came",
        "cure": "curable curative incurable",
        "die": "dead death deaths dying",
        "eat": "ate eaten",
        "feel": "felt",
        "fight": "fought",
        "find": "found",
        "foot": "feet",
        "gene": "genetic genetics genetically genomic genomics",
        "grow": "grew grown growth growths",
        "hide": "hid hidden",
        "hold": "held",
        "keep": "kept",
        "lose": "loss lost",
        "man": "men",
        "oncology": "oncologist oncologists oncological",
        "psychology": "psychologist psychologists psychological",
        "radiation": "irradiate irradiated irradiation radiate radiated",
        "relative": "relatives",
        "sample": "sampling",
        "shrink": "shrank shrunk shrinkage",
        "sleep": "slept",
        "speak": "spoke spoken speech",
        "swell": "swollen",
        "take": "taken took",
        "think": "thought",
        "tired": "tiredness",
        "tooth": "teeth",
        "treat": "treatment treatments",
        "woman": "women",
        "worse": "worsen worsening worst",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}

# Medical word families: words with the same beginning count as one. Longer beginnings come first.
FAMILIES = (
    ("metastasec", "metastasectomi"),
    ("metasta", "metasta"),
    ("diagnos", "diagnos"),
    ("prognos", "prognos"),
    ("colonis", "coloniz"),  # else the stemmer returns the stem of “colon”
    ("coloniz", "coloniz"),
    ("organis", "organiz"),
    ("organiz", "organiz"),
    ("relativ", "relativ"),
    ("therapeut", "therapi"),
    ("guilt", "guilt"),
    ("inflam", "inflam"),
    ("lymphatic", "lymph"),
    ("molecul", "molecul"),
    ("immunolog", "immun"),
    ("invas", "invas"),
    ("invad", "invas"),
    ("recur", "recur"),
    ("nause", "nausea"),
    ("cancerous", "cancerous"),
)

# Stems that count as the same.
ROOTS = {
    "anxious": "anxieti",
    "cellular": "cell",
    "counselor": "counsel",
    "operat": "oper",
    "surgic": "surgeri",
    "surviv": "surviv",
    "survivor": "surviv",
    "therapist": "therapist",
}
