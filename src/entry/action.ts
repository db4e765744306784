/** The door from a job of GitHub: what `runs.main` of action.yml names. */
import { enter } from "./action-door.ts";
import { modeIn } from "./action-wishes.ts";

enter(__dirname, `agent-orchestrator: ${modeIn(process.env)}\n`, (github, door) => github.act(door));
