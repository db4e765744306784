/** Waits. The platform's own promise of a timer is a module of its own, which every start would have to load. */
export const pause = (length: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, length);
  });
