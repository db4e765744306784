/** What a forker does, in Perl: that is a part of every Debian and Ubuntu, is ready in a few milliseconds, and is cheap to fork. */

/** Its channels have this descriptor and the ones after it. */
export const FIRST_CHANNEL = 3;

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
 * The answer is one line: the status of `wait` and the sizes of the files. It begins with "f" if the program was not begun. No
 * signal is handled, so nothing ever interrupts a read or a wait; when the other side has gone, reading ends or writing kills.
 *
 * Directory and streams are made its own before it forks: every page that the child touches until it has become the program
 * must be mapped or copied first, so it is left nothing to do. They are opened in the order of their numbers, since each open
 * takes the lowest that is free, and also where an earlier order left one closed.
 *
 * What the child calls is called once before the first order, in vain: the addresses of functions are looked up at their first
 * call, and what a child has looked up is lost with it. After `fork` it executes nothing but those calls, not even an
 * assignment; a fork that failed counts as one whose child is not there to be waited for.
 */
export const FORKER_SCRIPT = String.raw`
$0 = "agent-orchestrator: starts programs";
setpgrp(0, 0);
exec { "/" } "";
@channel = (${FIRST_CHANNEL} .. ${FIRST_CHANNEL} - 1 + shift);
while (defined($mine = shift @channel)) {
  open(S, "+<&=", $mine) or exit 1;
  last if $mine == ${FIRST_CHANNEL} && !@channel;
  defined($pid = fork) or exit 1;
  last if $pid == 0;
  close(S);
}
if (!defined $mine) { 1 while wait > 0; exit }
for (@channel) { open(T, "+<&=", $_) && close(T) }
defined syswrite(S, "$$\n") or exit 1;
$given = "/dev/null";
for (;;) {
  $have = "";
  while (length($have) < 4) { sysread(S, $have, 65536, length $have) or exit }
  $size = 4 + unpack("N", $have);
  while (length($have) < $size) { sysread(S, $have, 65536, length $have) or exit }
  ($fields, $files, $words, $flags, $anew, $directory, $in, $out, $err, @field) = split(/\0/, substr($have, 4), -1);
  if (9 + @field != $fields) { syswrite(S, "f\n") or exit; next }
  @file = splice(@field, 0, $files);
  @argv = splice(@field, 0, $words);
  %ENV = () if $anew;
  while (@field) { $name = shift @field; $ENV{$name} = shift @field }
  $program = $argv[0];
  $begun = chdir($directory)
    && ($in eq $given && $in eq "/dev/null" || (close(STDIN), sysopen(STDIN, $given = $in, 0)))
    && (close(STDOUT), sysopen(STDOUT, $out, $flags, 0600))
    && (close(STDERR), sysopen(STDERR, $err, $flags, 0600));
  if (!$begun) { syswrite(S, "f\n") or exit; next }
  (fork // -1) || setpgrp(0, 0) && exec({ $program } @argv) || syswrite(S, "f") && kill 9, $$;
  wait;
  syswrite(S, $? < 0 ? "f\n" : join(" ", $?, map { (-s // -1) + 0 } @file) . "\n") or exit;
}
`;
