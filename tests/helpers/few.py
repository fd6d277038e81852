"""A project of a few pages: one of each kind that the site has, and with each kind of fence.

For tests that build a whole site once more only to hold it against another.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from anyio_by_example.library.library import Library
from helpers.pages import fences
from helpers.support import ROOT

_PAGES = {
    "index.md": """\
---
description: A few pages, one of each kind, with each kind of fence that there is on the site.
---

# AnyIO by Example

Text with [a page](timeouts.md), [a line](timeouts.md#timeouts-move_on_after-L13),
[an example][timeouts-nested], [`sleep()`][anyio.sleep], [`len()`][len] and “quotes” – it's all.

- [R601](site:r/R601/) is a point, `code` & <kbd>markup</kbd> are there, too.

| one | two |
|---|---|
| `a` | [b](group/index.md) |

```build
all
```
""",
    "sections/index.md": """\
---
description: All of the sections.
---

# The Ten Sections

```pages
sections
```
""",
    "thread-calls.md": "---\ndescription: A.\n---\n\n# Threads, Connections and the Loop\n\nA.\n",
    "thread-limits.md": "---\ndescription: B.\n---\n\n# Limits for Threads\n\nB.\n",
    "nested-timeouts.md": """\
---
description: Scopes in each other.
---

# Nested and Moving Limits

```snippet
timeouts/nested.py
```
""",
    "backend-differences.md": """\
---
description: What differs.
---

# What Differs

```snippet
backends/differences.py
```
""",
    "timeouts.md": """\
---
description: How to give up; a page of a section, with a verdict.
---

# 6. Timeouts

“6. Running Code with Timeouts”, as the document calls it
{ #6-running-code-with-timeouts .document-title }

A task is given up at a checkpoint:

```snippet
timeouts/move_on_after.py
```

## What differs? {#differs}

```snippet
timeouts/checkpoint.py
```

> Fix: move_on_after() allows for adding timeouts to your async code.

!!! caveat "Holds with a caveat: a timeout acts only at a checkpoint"

    [`move_on_after()`][anyio.move_on_after] ends a block [that waits](#timeouts-move_on_after).

## The API used here

```api
timeouts
```
""",
    "missed-timeouts.md": """\
---
description: What is wrong, and what is right; a point for a review.
---

# When a Timeout Does Nothing

This is wrong:

```snippet
timeouts/blocking_wrong.py
```

This is right:

```snippet
timeouts/blocking.py
```

## In a review

- [R601](site:r/R601/){#R601 .point} A timeout acts only at a checkpoint.
  Look for a timeout around a loop that computes; put a checkpoint into the loop.
  Proof: [the loop](#timeouts-blocking_wrong-L21), [the checkpoint](#timeouts-blocking-L21).
""",
    "glossary.md": """\
---
description: What two words mean.
---

# Glossary

## Task {#term-task data-forms="tasks"}

What an event loop runs beside others.

Example: [two tasks, one of which waits][timeouts-nested].

## Checkpoint {#term-checkpoint data-forms="checkpoints"}

A place where a task hands over.

Example: [what hands over][timeouts-checkpoint].
""",
    "group/index.md": "---\ndescription: All.\n---\n\n# A Group\n\n```pages\ngroup\n```\n",
    "group/support.md": """\
---
description: An example with another file beside it, and no timeline.
---

# Another File

```snippet
sessions/over_memory.py
```
""",
    "examples.md": "---\ndescription: All.\n---\n\n# All Examples\n\n```examples\nall\n```\n",
    "review.md": "---\ndescription: All.\n---\n\n# Review Checklist\n\n```review\nall\n```\n",
    "playground.md": "---\ndescription: A place.\n---\n\n# Playground\n\n```playground\nall\n```\n",
    "reference/index.md": "---\ndescription: All names.\n---\n\n# Reference\n\nEvery name.\n",
    "reference/cancellation.md": """\
---
description: Names of functions and a class.
---

# Cancellation

## Functions

::: anyio.sleep

::: anyio.fail_after

::: anyio.move_on_after

## Classes

::: anyio.CancelScope
""",
    "reference/tls.md": """\
---
description: Names of attributes.
---

# TLS

::: anyio.streams.tls.TLSAttribute
""",
}
"""What authors would write."""

_NAV = """\
nav:
  - Home: index.md
  - The ten sections:
      - sections/index.md
      - timeouts.md
      - nested-timeouts.md
      - missed-timeouts.md
      - backend-differences.md
      - thread-calls.md
      - thread-limits.md
  - A group:
      - group/index.md
      - group/support.md
  - Look things up:
      - examples.md
      - review.md
      - playground.md
      - glossary.md
  - Reference:
      - reference/index.md
      - reference/cancellation.md
      - reference/tls.md
"""


_PARTS = ("docs", "snippets", "src/anyio_by_example/theme", "src/anyio_by_example/publishing")
"""The folders that mkdocs.yml names."""


def whole(folder: Path, library: Library) -> None:
    """Write a project with all pages of the site, likewise."""
    for name in _PARTS:
        shutil.copytree(ROOT / name, folder / name)
    for name in ("mkdocs.yml", "redirects.toml"):
        shutil.copyfile(ROOT / name, folder / name)
    _link(folder, library)


def few(folder: Path, library: Library) -> None:
    """Write the project, whose recordings are those of the site.

    Args:
        folder: Where it goes.
        library: The site's examples, recorded.
    """
    for name, text in _PAGES.items():
        file = folder / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    for name in (name for text in _PAGES.values() for name in fences(text, "snippet")):
        example = library.example(name)
        there = folder / "snippets" / example.topic
        there.mkdir(parents=True, exist_ok=True)
        for file in (*example.files, *example.path.parent.glob(f"{example.path.stem}.*")):
            shutil.copyfile(file, there / file.name)
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    text = text.replace("src/anyio_by_example", (ROOT / "src" / "anyio_by_example").as_posix())
    nav, plugins = text.index("nav:"), text.index("plugins:")
    config = f"{text[:nav]}{_NAV}{text[plugins:]}".replace("redirects.toml, ", "")
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    _link(folder, library)


def _link(folder: Path, library: Library) -> None:
    for kept in (library.store.folder, ROOT / ".interpreter"):
        if kept.is_dir():
            (folder / kept.name).symlink_to(kept, target_is_directory=True)
