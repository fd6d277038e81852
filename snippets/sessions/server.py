"""Answers JSON lines on its standard input with sums."""

import json
import signal
import sys

if "deaf" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)

for line in sys.stdin:
    request = json.loads(line)
    answer = {"id": request["id"], "result": sum(request["params"])}
    print(json.dumps(answer), flush=True)

if "polite" not in sys.argv:
    while True:  # its input has ended, and it stays
        signal.pause()
