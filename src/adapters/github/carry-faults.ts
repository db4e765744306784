/** Why something that should be carried between jobs is not: each with a sentence and with what helps. */
import { oneLine } from "../../core/guard/sanitise.ts";

const AGAIN = "re-run all jobs of the workflow run, or start a new run";
const NEW = "start a new run, without `resume`";
const LOOK = "find out which job uploads under this name, then re-run all jobs";

/** `{}` is where the words about the one at hand stand. */
export const CARRY_FAULTS = {
  archive: { sentence: "the archive of {} is refused", hint: LOOK },
  manifest: { sentence: "the archive of {} says nowhere in a form that can be read what it is", hint: LOOK },
  version: {
    sentence: "the archive of {} was made by a newer version",
    hint: "use the same version in all jobs",
  },
  files: { sentence: "the archive of {} does not hold what it says it holds", hint: LOOK },
  name: { sentence: "the archive of {} says that it is another one than its name says", hint: LOOK },
  digest: { sentence: "the bytes of {} are not those that were announced", hint: AGAIN },
  segment: { sentence: "the journal in {} cannot be read", hint: AGAIN },
  header: { sentence: "the journal in {} says that somebody else wrote it", hint: LOOK },
  stray: { sentence: "the journal in {} speaks of what is not its own", hint: LOOK },
  plan: { sentence: "{} was made for another version of the workflow", hint: AGAIN },
  repository: { sentence: "{} comes from another repository", hint: NEW },
  workflow: { sentence: "{} comes from another workflow of this repository", hint: NEW },
  fork: { sentence: "{} comes from a fork", hint: NEW },
  origin: { sentence: "{} comes from another workflow run than it says", hint: NEW },
  run: { sentence: "{} belongs to another run", hint: NEW },
  attempt: { sentence: "{} says that it was made by a later attempt than this one", hint: LOOK },
  head: { sentence: "{} was made for another commit", hint: NEW },
  going: {
    sentence: "{} is still going on",
    hint: "wait until it has ended, or end it with `/agents cancel`",
  },
  people: {
    sentence: "{} holds answers of people, and the change itself could have written them",
    hint: "start a new run with `/agents run`: it asks again",
  },
  trees: {
    sentence: "{} holds files that tasks have made, and the change itself could have written them",
    hint: "start a new run with `/agents run`: what that one leaves can be gone on with",
  },
  missing: {
    sentence: "there is no artifact of {}",
    hint: "artifacts are deleted when their time of retention is over, and a full re-run does not see older ones: re-run all jobs, or start a new run",
  },
  expired: {
    sentence: "the artifact of {} has expired",
    hint: `${NEW}; the time of retention is a setting of the repository`,
  },
  twice: {
    sentence: "{} was gone on with by two workflow runs, so nobody knows which of them counts",
    hint: NEW,
  },
  conflict: { sentence: "{} contradicts what is here already", hint: AGAIN },
  taken: { sentence: "there is an artifact of the name {} already, with other content", hint: LOOK },
  large: {
    sentence: "{} is too large to be carried",
    hint: "let tasks give paths and digests in place of large outputs",
  },
  forbidden: { sentence: "the artifacts may not be read: {}", hint: "give the job `actions: read`" },
  unavailable: { sentence: "the artifacts cannot be reached: {}", hint: "re-run the failed jobs" },
  invalid: { sentence: "the service of artifacts did not take a request: {}", hint: AGAIN },
} as const;

export type CarryFaultKind = keyof typeof CARRY_FAULTS;

export type CarryFault = Readonly<{ kind: CarryFaultKind; message: string; hint: string }>;

const MAX_WORDS = 200;

/** `what` is of foreign origin as often as not; `why` says more where there is more to say. */
export function carryFault(kind: CarryFaultKind, what: string, why = ""): CarryFault {
  const { sentence, hint } = CARRY_FAULTS[kind];
  const message = sentence.replace("{}", () => oneLine(what, MAX_WORDS));
  return { kind, message: why === "" ? message : `${message}: ${oneLine(why, MAX_WORDS)}`, hint };
}
