# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""New paths made of one, in the class of that one."""

import anyio


class Page(anyio.Path):
    def printed(self) -> anyio.Path:
        return self.with_suffix(".pdf")


async def main() -> None:
    page = Page("/srv/site/index.html")
    print("/:", page.parent / "old" / "index.html")
    print("joinpath():", page.parent.joinpath("old", "a.html"))
    print("with_name():", page.with_name("logo.png"))
    print("with_stem():", page.with_stem("search"))
    print("with_suffix():", page.printed())
    print("with_segments():", page.with_segments("a", "b"))
    print("relative_to():", page.relative_to("/srv"))
    try:
        page.relative_to("/etc")
    except ValueError:
        print("relative_to() elsewhere: ValueError")
    print("class:", type(page.parent / "a.html").__name__)


anyio.run(main)
