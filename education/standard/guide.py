"""Content standard in words, for authors. Its numbers and levels come from the code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from education.standard.registry import RULES
from education.standard.rules import reading, structure, words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Row(NamedTuple):
    """Row of the checklist: what it asks, and an example."""

    number: int
    title: StrOrPromise
    asks: StrOrPromise
    instead_of: StrOrPromise = ""
    write: StrOrPromise = ""
    checked_by: StrOrPromise = ""  # if the panel does not check the row

    @property
    def levels(self) -> set[str]:
        """Return the levels of its rules: G blocks a sign-off, W is a warning."""
        return {rule.level for rule in RULES if rule.row == self.number}


class Topic(NamedTuple):
    """Subject that needs care, and how to word it."""

    topic: StrOrPromise
    how: StrOrPromise


_AT_SIGN_OFF = _("Checked when the text is signed off.")

ROWS = (
    Row(
        0,
        _("Our own words, in US spelling, and nothing left to write"),
        format_lazy(
            _(
                "No run of 8 words is the same as in a source. Spell as in the US. Replace each "
                "starting text that begins with “{mark}”."
            ),
            mark=words.TO_WRITE,
        ),
        _("The tumour has metastasised."),
        _("The tumor has spread."),
    ),
    Row(
        1,
        _("A short summary comes first"),
        format_lazy(
            _("1 to {sentences} sentences, {words} words at most."),
            sentences=reading.SUMMARY_SENTENCES,
            words=reading.SUMMARY_WORDS,
        ),
    ),
    Row(
        2,
        _("Easy to read"),
        format_lazy(
            _(
                "Reading grade {grade} at most, for the body and for the summary. The grade rises "
                "with long sentences and long words. The glossary's words do not count against "
                "you: the panel shows the grade without them, and with them."
            ),
            grade=reading.HIGHEST_GRADE,
        ),
        _("Surgical intervention facilitates the removal of localized malignancies."),
        _("Surgery takes out a tumor."),
    ),
    Row(
        3,
        _("Sentences follow the thought"),
        format_lazy(
            _(
                "{longest} words at most. No more than 1 in 10 sentences has over {long}. The "
                "running text has {fewest} to {most} words a sentence, and no {run} in a row have "
                "{short} or fewer. Lists, care cards and questions may be shorter."
            ),
            longest=reading.TOO_LONG,
            long=reading.LONG,
            fewest=reading.MEAN[0],
            most=reading.MEAN[1],
            run=reading.RUN,
            short=reading.SHORT,
        ),
        _("The cells leave the tumor. They enter the blood. It carries them."),
        _("The cells leave the tumor and enter the blood, which carries them."),
    ),
    Row(
        4,
        _("Short paragraphs"),
        format_lazy(
            _("One idea each: {usual} sentences at most. More than {most} stop a sign-off."),
            usual=reading.PARAGRAPH,
            most=reading.LONGEST_PARAGRAPH,
        ),
    ),
    Row(
        5,
        _("Active voice"),
        _("Say who does it. No more than 1 in 10 sentences is passive."),
        _("The dose is chosen for you."),
        _("Your doctor chooses the dose for you."),
    ),
    Row(
        6,
        _("Headings guide"),
        format_lazy(
            _(
                "A heading at least every {words} words. It asks or says something, and is not a "
                "single word."
            ),
            words=structure.STRETCH,
        ),
        _("Diagnosis"),
        _("How do doctors find it?"),
    ),
    Row(
        7,
        _("Hard words are explained"),
        _(
            "The plain word comes first. The first use of each word of the glossary is explained: "
            "type its address and the words of your sentence between double square brackets. A "
            "word that the glossary does not hold stops a sign-off."
        ),
        _("Metastasis can take years."),
        _("Cancer can take years to spread ([[metastasis|metastasis]])."),
    ),
    Row(
        8,
        _("Abbreviations are spelled out"),
        _("At first use, with the full name."),
        _("You may have a CT."),
        _("You may have a CT scan (computed tomography)."),
    ),
    Row(
        9,
        _("You talk to the reader"),
        format_lazy(
            _("The reader is “you”. Say “patients” {number} times at most."), number=words.PATIENTS
        ),
        _("Patients should tell the nurse."),
        _("Tell your nurse."),
    ),
    Row(
        10,
        _("Calm words, no bare certainty, and outlook only in a closed part"),
        _(
            "No battle, no hype: not fight, battle, victim, suffer, lose, miracle or breakthrough. "
            "Not always, never or guaranteed. Nothing about cure, survival, length of life or "
            "chances, but in a part that the reader chooses to open: on any page or answer."
        ),
        _("This breakthrough always helps you to fight cancer."),
        _("This treatment may help to slow the cancer."),
    ),
    Row(
        11,
        _("As careful as the source"),
        _(
            "Where a source says may, most, often, usually or in general, so do we. “What we do "
            "not know” is for what nobody knows. One box at most, “Not covered on this page”, "
            "gives a reason and a way on."
        ),
        _("Stress makes cancer spread."),
        _("Stress may play a part. This is not fully understood."),
    ),
    Row(
        12,
        _("A treatment answers six questions"),
        _(
            "How it works, benefits, risks and side effects, no treatment, other choices, daily "
            "life. Each answer cites its source, or gives the question to ask."
        ),
    ),
    Row(
        13,
        _("Questions to ask the care team"),
        format_lazy(_("At least {number}, in the reader’s own voice."), number=structure.QUESTIONS),
        "",
        _("What is the aim of this treatment for me?"),
    ),
    Row(
        14,
        _("A clear action"),
        _("At least one sentence says what to do. It starts with a verb."),
        _("It is advisable that questions are noted."),
        _("Write down your questions."),
    ),
    Row(
        15,
        _("Easy numbers"),
        _("Numerals, “1 in 10” before “10%”, and no sums for the reader to do."),
        _("The risk is twice as high."),
        _("2 in 100 people have it, instead of 1 in 100."),
    ),
    Row(
        16,
        _("Pictures have words"),
        _(
            "A caption, and words that say what the picture means: not what is drawn, and not the "
            "caption again."
        ),
        _("On the left, a red line crosses a box."),
        _("Cancer cells can pass through the lining of a vessel. [S1]"),
    ),
    Row(
        17,
        _("Tables have frames"),
        format_lazy(
            _("A caption, a heading over each column, {number} columns at most."),
            number=structure.COLUMNS,
        ),
    ),
    Row(
        18,
        _("Links make sense alone"),
        _("Some people hear only the links."),
        _("Read more here."),
        _("Read about surgery."),
    ),
    Row(
        19,
        _("Sources stand at the claim"),
        _(
            "At least one. Type its code in square brackets behind the claim: in each point of “In "
            "short”, each row of a table and the words of each picture, too. Advice, such as “Ask "
            "your team”, needs none. The code must be in the register."
        ),
        _("Many cancers spread to the bones."),
        _("Many cancers spread to the bones. [S1]"),
    ),
    Row(
        20,
        _("Review dates are sound"),
        _("Reviewed today or before, the next review later, and at most 36 months later."),
        checked_by=_AT_SIGN_OFF,
    ),
    Row(
        21,
        _("The reviewer has a name"),
        _("And a role and credentials. Nobody signs off what they edited last."),
        checked_by=_AT_SIGN_OFF,
    ),
    Row(
        22,
        _("“Reviewed” is true"),
        _("It shows only for the version that was signed off. A later change shows as one."),
        checked_by=_("Computed from the record of sign-offs."),
    ),
    Row(
        23,
        _("The way to help"),
        _(
            "Send readers to their care team. Most pages carry a card that says when to get help. "
            "Each line of it is an instruction, and nothing about sources or the guide."
        ),
        _("Our sources list no warning signs, so ask your team."),
        _("Call your care team now, day or night, about any new sign."),
    ),
    Row(
        24,
        _("Clear, relevant, balanced"),
        _("The aim is plain, nothing distracts, benefits and risks get the same care."),
        checked_by=_("A person judges this."),
    ),
)

CARE = (
    Topic(
        _("“Stages”"),
        _("Spread has five steps. They are not stage 1 to 4 of a cancer: say “steps”."),
    ),
    Topic(
        _("Surgery and spread"),
        _(
            "Begin with: surgery is one of the main treatments, and cancer organizations say that "
            "it almost never makes cancer spread. Then what one article suggests, that it names no "
            "studies, and to ask the surgeon. Not on the home page."
        ),
    ),
    Topic(
        _("Stress, blame, timing"),
        _(
            "Nobody causes spread by what they felt, did, or when they came: no “in time”, no "
            "“failed to”. End on the comfort."
        ),
    ),
    Topic(
        _("Medicines that prevent spread"),
        _("“Being studied, some show promise.” Name none. Ask the care team before any change."),
    ),
    Topic(
        _("Outlook"),
        _(
            "Everything about cure, length of life and chances stands in a part that the reader "
            "opens, never in a summary, heading, table or search description. Kind and true: some "
            "kinds can be cured, most cannot, and there are treatments."
        ),
    ),
    Topic(_("Kinds of cancer, and places"), _("“For example”, never a complete list.")),
    Topic(
        _("Warning signs"),
        _(
            "They stand on “When to call”. Urgency is never less than the gravest source says; "
            "where sources are silent on speed, write “call now, day or night”. The numbers come "
            "from the site settings."
        ),
    ),
    Topic(_("How sure we are"), _("Never surer than the source: keep its “may” and “some”.")),
)

VOICE = (
    _("Short words, present tense; sentences that join their thoughts: because, so, which."),
    _("Plain, warm and adult: a good nurse talking."),
    _("Say what a thing is before what it is called."),
    _("Say “people with metastatic cancer”."),
    _("People without someone close, people of any faith, any family: write for them, too."),
)
