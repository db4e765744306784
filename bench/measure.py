"""Runs one command and prints what it cost as JSON: wall, CPU of it and of all its descendants, peak memory, exit status."""
import ctypes
import json
import os
import sys
import time

PR_SET_CHILD_SUBREAPER = 36

if sys.platform == "linux":
    # Whatever outlives the command becomes a child of this process, so that its cost is not lost.
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
null = os.open(os.devnull, os.O_RDWR)
streams = [(os.POSIX_SPAWN_DUP2, null, stream) for stream in (0, 1, 2)]
began = time.perf_counter()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=streams)
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
        }
    )
)
