/** What a forker does, in Python: a part of every larger Linux, ready in ten milliseconds, and it starts programs without copying itself. */

/** Its channels have this descriptor and the ones after it. */
export const FIRST_CHANNEL = 3;

/** Holds the script, so that a list of processes does not show all of it. */
export const SCRIPT_NAME = "STARTS_PROGRAMS";

/** Isolated from directories and settings of the user, and without looking for modules: all that is needed is a part of the interpreter. */
export const argumentsOf = (size: number): readonly string[] => [
  "-I",
  "-S",
  "-c",
  `exec(__import__("posix").environ[b"${SCRIPT_NAME}"])`,
  String(size),
  "agent-orchestrator: starts programs",
];

/**
 * It is told how many are wanted, and has a channel for each. For each it forks one, which is cheaper than starting it, keeps none
 * of the channels and waits until all have gone. If only one is wanted, it is that one.
 *
 * A forker first says its process id, and then takes one order at a time. An order is its length in four bytes, and then fields
 * with zero bytes between them: how many fields there are, how many files to weigh, how many words of argv, the flags to create
 * files with, whether the environment begins anew or is the one of the order before, directory, stdin, stdout, stderr, then the
 * files, the argv, and names and values for the environment in turns. Another number of fields means that one of them holds a
 * zero byte, which no program can be given.
 *
 * The answer is one line: the status of `wait` and the sizes of the files. It is "f" if the program was not begun. When the other
 * side has gone, reading ends or writing kills.
 *
 * `posix_spawn` lets a forker stand still until the child has become the program, so that nothing has to be copied; it opens the
 * streams in the child, and says if one of them, or the program, could not be had. It looks the program up along the PATH of the
 * forker itself, which is therefore set to that of the program. What Python ignores or handles of signals by itself is undone
 * first, since programs inherit what is ignored. An interpreter too old to know all of this ends before it says that it is ready.
 */
export const FORKER_SCRIPT = String.raw`
import posix, sys, _signal
for number in _signal.SIGINT, _signal.SIGPIPE, _signal.SIGXFSZ: _signal.signal(number, _signal.SIG_DFL)
spawn = posix.posix_spawnp
OPEN = posix.POSIX_SPAWN_OPEN
mine = ${FIRST_CHANNEL}
end = mine + int(sys.argv[1])
if end - mine > 1:
  for mine in range(mine, end):
    if posix.fork() == 0: break
    posix.close(mine)
  else:
    try:
      while True: posix.wait()
    except ChildProcessError: posix._exit(0)
  for other in range(mine + 1, end): posix.close(other)
posix.set_inheritable(mine, False)
def read(have, size):
  while len(have) < size:
    more = posix.read(mine, 65536)
    if not more: posix._exit(0)
    have += more
  return have
def weight(file):
  try: return b" %d" % posix.stat(file).st_size
  except OSError: return b" -1"
posix.write(mine, b"%d\n" % posix.getpid())
env = {}
path = None
while True:
  have = read(b"", 4)
  have = read(have, 4 + int.from_bytes(have[:4], "big"))
  field = have[4:].split(b"\0")
  if len(field) != int(field[0]):
    posix.write(mine, b"f\n")
    continue
  word = 9 + int(field[1])
  name = word + int(field[2])
  flags = int(field[3])
  if field[4] == b"1": env = {}
  env.update(zip(field[name::2], field[name + 1::2]))
  if env.get(b"PATH") != path:
    path = env.get(b"PATH")
    if path is None: posix.unsetenv(b"PATH")
    else: posix.putenv(b"PATH", path)
  streams = (OPEN, 0, field[6], 0, 0), (OPEN, 1, field[7], flags, 0o600), (OPEN, 2, field[8], flags, 0o600)
  try:
    posix.chdir(field[5])
    child = spawn(field[word], field[word:name], env, file_actions=streams, setpgroup=0)
  except (OSError, ValueError):
    posix.write(mine, b"f\n")
    continue
  status = posix.waitpid(child, 0)[1]
  posix.write(mine, b"%d%b\n" % (status, b"".join(map(weight, field[9:word]))))
`;
