"""Watching: a story of what a program does, told in its own process while it runs.

Takes a program's file. `callables` are asked for nothing that its own code would answer; `waits`
names what a task waits for, in `lengths` as programs mean them, and `arguments` with what it was
called; `cast` who takes part in an `event_loop`, and the `story` keeps them with its `scopes`, its
`threads`, its `timers` and the `turns` of its tasks; who runs is known `here`, and where the
program is, by its `site`. `watch` and `output` tell what needs no event loop, `workers` what AnyIO
has threads run, `on_asyncio` and `on_trio` tell the rest, and `program` starts all of them. Gives a
`Story`.
"""
