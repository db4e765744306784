/** One try may fall on a moment at which the engine compiles or collects; three do not. */
const TRIES = 3;

/** How much a piece of work costs this process in ms: unlike the clock on the wall, it does not grow when the machine is busy. */
export function effort(work: () => void, enough = 0): number {
  let least = Number.POSITIVE_INFINITY;
  for (let tried = 0; tried < TRIES && least >= enough; tried += 1) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}
