"""Runs one command and prints what it cost as JSON: wall, CPU of it and of all its descendants, peak memory, exit status.
With `--first-line` before the command also what it had cost when it said its first line."""
import ctypes
import json
import os
import sys
import time

PR_SET_CHILD_SUBREAPER = 36

if sys.platform == "linux":
    # Whatever outlives the command becomes a child of this process, so that its cost is not lost.
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def cpu_until_now(pid):
    """On any processor, by all threads of a process that is alive (Linux)."""
    nanos = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/schedstat", encoding="ascii") as file:
            nanos += int(file.read().split()[0])
    return nanos / 1e9


wants_first = sys.argv[1] == "--first-line"
command = sys.argv[2:] if wants_first else sys.argv[1:]
null = os.open(os.devnull, os.O_RDWR)
source, sink = os.pipe() if wants_first else (null, null)
streams = [(os.POSIX_SPAWN_DUP2, where, stream) for stream, where in ((0, null), (1, sink), (2, null))]
first = None
began = time.perf_counter()
child = os.posix_spawnp(command[0], command, os.environ, file_actions=streams)
if wants_first:
    os.close(sink)
    heard = os.read(source, 65536)
    first = {"wall": time.perf_counter() - began, "cpu": cpu_until_now(child)} if heard else None
    while os.read(source, 65536):
        pass
_, status, used = os.wait4(child, 0)
wall = time.perf_counter() - began
cpu = used.ru_utime + used.ru_stime
while True:
    try:
        _, _, late = os.wait4(-1, 0)
    except ChildProcessError:
        break
    cpu += late.ru_utime + late.ru_stime
unit = 1024 if sys.platform == "linux" else 1024 * 1024
print(
    json.dumps(
        {
            "wall": wall,
            "cpu": cpu,
            "rss": used.ru_maxrss / unit,
            "status": os.waitstatus_to_exitcode(status),
            "first": first,
        }
    )
)
