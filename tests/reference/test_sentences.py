"""The sentences of ours: one for each name of which AnyIO says nothing, and for no other."""

from __future__ import annotations

import re

from helpers.built import Built

from anyio_by_example.api.extension import summary
from anyio_by_example.reference.entry import documented, overridden
from anyio_by_example.reference.sentences import plain, sentences

OURS = "Our words, as AnyIO has none."


def test_each_once() -> None:
    """There is a sentence for each name without a docstring; AnyIO has come to say no other."""
    silent = {
        path
        for path, found in documented().all.items()
        if not summary(found) and not overridden(found)
    }
    assert silent == sentences().keys()


def test_form() -> None:
    """Each is one sentence, that links only to what there is."""
    known = documented().all
    for path, sentence in sentences().items():
        assert re.fullmatch(r"[A-Z][^.]*(?:\.[^ ][^.]*)*\.", plain(sentence)), path
        assert len(plain(sentence)) <= 150, path
        for target in re.findall(r"\]\[([^\]]*)\]", sentence):
            assert target in known or not target.startswith("anyio"), (path, target)


def test_every_entry_begins_with_a_sentence(built: Built) -> None:
    """An entry says what its name is for: AnyIO's words, or those of what it overrides, or ours.

    Whose they are is said where they aren't its own.
    """
    for path, found in documented().all.items():
        (entry,) = built.entries[path]
        said = " ".join(" ".join(part.get_text() for part in entry.own(".api-sentence")).split())
        if own := summary(found):
            assert said == ""
            words = re.findall(r"\w+", own)[:3]
            assert re.search(r"\W+".join(words), entry.text()), path
        elif other := overridden(found):
            by = documented().path(other.path)
            assert said == f"{summary(other)} As {by} says."
        else:
            assert said == f"{plain(sentences()[path])} {OURS}"
