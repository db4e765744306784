/** What a caller may conclude from the way the process ended: the one place where the numbers stand. */

export type SignalName = "SIGINT" | "SIGTERM" | "SIGHUP";

export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  paused: 3,
  credentials: 4,
  budget: 5,
  infrastructure: 6,
  policy: 7,
  bug: 70,
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_MEANINGS: readonly (readonly [code: ExitCode, meaning: string])[] = [
  [EXIT.done, "done, also when there was nothing to do"],
  [EXIT.failed, "the workflow ran and failed"],
  [EXIT.usage, "wrong use of the command line, or an invalid file"],
  [EXIT.paused, "paused: waiting for a person or for a quota"],
  [EXIT.credentials, "credentials or a permission are missing"],
  [EXIT.budget, "the run's own budget or time was used up"],
  [EXIT.infrastructure, "the machine, the network or a provider is in trouble; trying again may help"],
  [EXIT.policy, "a policy refused it"],
  [EXIT.bug, "a mistake in agent-orchestrator itself"],
  [EXIT.hungUp, "the terminal went away (SIGHUP); the state is saved"],
  [EXIT.interrupted, "interrupted (SIGINT); the state is saved"],
  [EXIT.terminated, "terminated (SIGTERM); the state is saved"],
];

/** 128 and the number of the signal, as shells have it. */
export const SIGNALLED: Readonly<Record<SignalName, ExitCode>> = {
  SIGINT: EXIT.interrupted,
  SIGTERM: EXIT.terminated,
  SIGHUP: EXIT.hungUp,
};
