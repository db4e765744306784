/** The door at the end of a job of GitHub, also of one that was cancelled: what `runs.post` of action.yml names. */
import { enter } from "./action-door.ts";

enter(__dirname, "agent-orchestrator: the end of the job\n", (github, door) => github.settle(door));
