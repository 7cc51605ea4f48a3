"""What the trainers of the demonstration group use: slides in two versions, notes in Easy Read, and their own notes."""

from __future__ import annotations

from dataclasses import replace

from coproduction.demo.book import Book
from coproduction.demo.courses import COURSES
from coproduction.demo.papers import Paper, write_document
from coproduction.documents.store import Store
from coproduction.training.kinds import MATERIALS
from coproduction.training.models import CourseMaterial, MaterialKind

SLIDES = Paper(
    "Slides",
    (
        "Welcome. We are members, and we teach this course together.",
        "What helped you the last time that you needed care?",
        "Try it in pairs: ask, listen, and say back what you heard.",
        "One thing that I will do differently from tomorrow.",
    ),
)
NOTES = Paper(
    "Notes",
    ("What we talk about today, and where to read more.",),
    ("Today we talk about care.", "You can ask us anything.", "You can take a break."),
    is_in_large_print=True,
)
OUR_NOTES = Paper(
    "Trainer notes",
    (
        "Meet half an hour before. Say who opens, who keeps the time and who closes.",
        "Tell only what you want to tell. You can stop at any time.",
    ),
)
# Each kind, how many days ago it was added, what it says, and what is new in it.
VERSIONS = (
    (MaterialKind.SLIDES, 1, 220, SLIDES, ""),
    (MaterialKind.SLIDES, 2, 40, SLIDES, "Larger pictures, and the exercise in pairs."),
    (MaterialKind.EASY_READ, 1, 220, NOTES, ""),
    (MaterialKind.TRAINER_NOTES, 1, 220, OUR_NOTES, ""),
)


def write_materials(book: Book, *, store: Store) -> None:
    """Write what trainers use for the first two courses."""
    for course in COURSES[:2]:
        for kind, version, days_ago, paper, what_changed in VERSIONS:
            title = f"{course.name}: {MATERIALS[kind].lower()}, version {version}"
            book.rows.add(
                CourseMaterial,
                document_id=write_document(book, replace(paper, title=title), store=store, days_ago=days_ago),
                course_id=book.courses[course.name],
                kind=kind,
                version=version,
                what_changed=what_changed,
                added_at=book.moment(days_ago),
            )
