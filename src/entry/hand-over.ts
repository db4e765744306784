/** What a run wants written outside is gathered when it ends, and loaded only where there is such a thing. */
import type { Fields } from "../core/base/value.ts";
import type { Call } from "./command.ts";
import type { Conducted } from "./conduct.ts";
import type { Ending } from "./proposing.ts";

export async function handOver(call: Call, run: Conducted, ending: Ending): Promise<Fields> {
  const { part, plan } = run;
  // What a part of a run wants written is for whoever ends the run to say.
  if (plan.extra?.["effects"] === undefined || (part !== undefined && part.share.part !== "finish"))
    return {};
  const { propose } = await import("./proposing.ts");
  return propose(call, run, ending);
}
