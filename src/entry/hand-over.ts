/** What a run wants written outside is gathered when it ends, and loaded only where there is such a thing. */
import type { Fields } from "../core/base/value.ts";
import type { Call } from "./command.ts";
import type { Plan } from "../core/plan/plan.ts";
import type { Share } from "../core/run/holdings.ts";
import type { Ended, Ending } from "./proposing.ts";

type Whole = Ended & Readonly<{ plan: Plan; part?: Readonly<{ share: Share }> }>;

export async function handOver(call: Call, run: Whole, ending: Ending): Promise<Fields> {
  const { part, plan } = run;
  // What a part of a run wants written is for whoever ends the run to say.
  if (plan.extra?.["effects"] === undefined || (part !== undefined && part.share.part !== "finish"))
    return {};
  const { propose } = await import("./proposing.ts");
  return propose(call, run, ending);
}
