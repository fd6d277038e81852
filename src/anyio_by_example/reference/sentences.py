"""Sentences: what the site says of a name of which AnyIO's documentation says nothing."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE = Path(__file__).with_name("sentences.toml")

_LINK = re.compile(r"\[([^\]]+)\]\[[^\]]*\]")


@cache
def sentences() -> Mapping[str, str]:
    """A sentence for each such name, as Markdown, by the name's public path."""
    return tomllib.loads(FILE.read_text("utf-8"))


def plain(sentence: str) -> str:
    """A sentence without its markup."""
    return _LINK.sub(r"\1", sentence).replace("`", "")
