# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/folder_in_a_thread.py"]
# ///
"""A folder for a job, deleted early, inside one for the program."""

import anyio


async def main() -> None:
    async with anyio.TemporaryDirectory() as outer:
        job = anyio.TemporaryDirectory(
            prefix="job-",
            suffix=".d",
            dir=outer,
            ignore_cleanup_errors=True,
        )
        async with job as name:
            folder = anyio.Path(name)
            print("starts:", folder.name.startswith(job.prefix or ""))
            print("ends:", folder.suffix == job.suffix)
            print("inside:", folder.parent == anyio.Path(job.dir or ""))
            await (folder / "part").write_bytes(bytes(1000))

            print("errors ignored:", job.ignore_cleanup_errors)
            print("to be deleted:", job.delete)
            await job.cleanup()  # the space is needed now
            print("still there:", await folder.exists())


anyio.run(main)
