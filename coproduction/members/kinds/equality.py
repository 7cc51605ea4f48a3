"""The equality questions and their answers (practice, section 5: the GOV.UK pattern and the harmonised standards).

The standards offer a box for own words beside “Another background”. We leave it out: answers are kept as numbers
alone, with none below 5 shown, and in a group of 25 a background in somebody's own words would name them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

PREFER_NOT = "prefer-not-to-say"
PREFER_NOT_WORDS = "Prefer not to say"


class EqualityQuestion(NamedTuple):
    """One question. Its name and those of its answers are what is counted; people read the words."""

    name: str
    title: str
    short: str
    answers: Mapping[str, str]

    @property
    def options(self) -> Mapping[str, str]:
        """Return the answers with the last, which every question has."""
        return {**self.answers, PREFER_NOT: PREFER_NOT_WORDS}


AGE = EqualityQuestion(
    "age",
    "How old are you?",
    "Age",
    {
        "18-24": "18 to 24",
        "25-34": "25 to 34",
        "35-44": "35 to 44",
        "45-54": "45 to 54",
        "55-64": "55 to 64",
        "65-74": "65 to 74",
        "75-or-over": "75 or over",
    },
)
CONDITION = EqualityQuestion(
    "condition",
    "Do you have a physical or mental health condition that lasts 12 months or more?",
    "Condition lasting 12 months or more",
    {"yes": "Yes", "no": "No"},
)
EFFECT = EqualityQuestion(
    "effect",
    "Does a condition make it harder to do day-to-day things?",
    "Effect of a condition on day-to-day life",
    {"a-lot": "Yes, a lot", "a-little": "Yes, a little", "not-at-all": "Not at all, or I have no condition"},
)
ETHNIC_GROUP = EqualityQuestion(
    "ethnic_group",
    "What is your ethnic group?",
    "Ethnic group",
    {
        "white": "White",
        "mixed": "Mixed or multiple ethnic groups",
        "asian": "Asian or Asian British",
        "black": "Black, African, Caribbean or Black British",
        "other": "Other ethnic group",
    },
)
RELIGION = EqualityQuestion(
    "religion",
    "What is your religion?",
    "Religion",
    {
        "none": "No religion",
        "buddhist": "Buddhist",
        "christian": "Christian",
        "hindu": "Hindu",
        "jewish": "Jewish",
        "muslim": "Muslim",
        "sikh": "Sikh",
        "another": "Another religion",
    },
)
SEX = EqualityQuestion("sex", "What is your sex?", "Sex", {"female": "Female", "male": "Male"})
GENDER = EqualityQuestion(
    "gender",
    "Is your gender the same as the sex you were registered with at birth?",
    "Gender same as sex registered at birth",
    {"yes": "Yes", "no": "No"},
)
ORIENTATION = EqualityQuestion(
    "orientation",
    "What is your sexual orientation?",
    "Sexual orientation",
    {
        "straight": "Straight or heterosexual",
        "gay-or-lesbian": "Gay or lesbian",
        "bisexual": "Bisexual",
        "another": "Another orientation",
    },
)
EQUALITY_QUESTIONS = (AGE, CONDITION, EFFECT, ETHNIC_GROUP, RELIGION, SEX, GENDER, ORIENTATION)

_BACKGROUNDS: Mapping[str, Mapping[str, str]] = {
    "white": {
        "white-british": "English, Welsh, Scottish, Northern Irish or British",
        "white-irish": "Irish",
        "white-traveller": "Gypsy or Irish Traveller",
        "white-roma": "Roma",
        "white-another": "Another White background",
    },
    "mixed": {
        "mixed-black-caribbean": "White and Black Caribbean",
        "mixed-black-african": "White and Black African",
        "mixed-asian": "White and Asian",
        "mixed-another": "Another Mixed or multiple background",
    },
    "asian": {
        "asian-indian": "Indian",
        "asian-pakistani": "Pakistani",
        "asian-bangladeshi": "Bangladeshi",
        "asian-chinese": "Chinese",
        "asian-another": "Another Asian background",
    },
    "black": {
        "black-african": "African",
        "black-caribbean": "Caribbean",
        "black-another": "Another Black, African or Caribbean background",
    },
    "other": {"other-arab": "Arab", "other-another": "Another ethnic group"},
}
# The second step, by the answer to the first.
BACKGROUNDS: Mapping[str, EqualityQuestion] = {
    group: EqualityQuestion(
        f"ethnic_background_{group}",
        "Which of these describes your background best?",
        f"Background: {ETHNIC_GROUP.answers[group]}",
        answers,
    )
    for group, answers in _BACKGROUNDS.items()
}
COUNTED = (*EQUALITY_QUESTIONS[:4], *BACKGROUNDS.values(), *EQUALITY_QUESTIONS[4:])
