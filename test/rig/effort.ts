/** How much a piece of work costs this process: unlike the clock on the wall, it does not grow when the machine is busy. */
export function effort(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
