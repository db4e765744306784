/** What each way of running a plan takes, as `plan --placement` prints it. */
import { lengthText } from "../base/instant.ts";
import { millis } from "../base/brand.ts";
import type { Fields } from "../base/value.ts";
import { BILLED_MS, JOB_START_MS } from "../plan/placement-legs.ts";
import { ASSUMED_AGENT_MS, ASSUMED_COMMAND_MS } from "../plan/placement-times.ts";
import type { Placed, Placements } from "../plan/placement.ts";
import { aligned } from "./columns.ts";
import type { Style } from "./paint.ts";
import { plural } from "./plan-marks.ts";

const length = (ms: number): string => lengthText(millis(ms));

const cells = (row: Placed): readonly string[] =>
  "why" in row
    ? [row.placement, "", "", "", `not possible: ${row.why}`]
    : [
        row.placement,
        String(row.cost.jobs),
        String(row.cost.waves),
        length(row.cost.makespanMs),
        String(row.cost.billedMinutes),
      ];

function knowledge({ recorded, declared, assumed }: Placements["origins"]): string {
  const all = recorded + declared + assumed;
  const parts = [
    ...(recorded === 0 ? [] : [`${recorded} recorded by earlier runs`]),
    ...(declared === 0 ? [] : [`${declared} by their timeout`]),
    ...(assumed === 0
      ? []
      : [
          `${assumed} assumed (an agent ${length(ASSUMED_AGENT_MS)}, a command ${length(ASSUMED_COMMAND_MS)})`,
        ]),
  ];
  return `times of ${plural(all, "task")}: ${parts.join(", ")}`;
}

export function placementText({ rows, origins }: Placements, style: Style): string {
  const head = ["placement", "jobs", "waves", "time", "minutes paid"];
  const lines = aligned([head, ...rows.map(cells)]);
  const fixed = `each job takes ${length(JOB_START_MS)} to start and is paid by the started ${length(BILLED_MS)}; what people take is not counted`;
  return [
    "",
    ...lines.map((line, at) => `  ${at === 0 ? style.paint("dim", line) : line}`),
    `  ${style.paint("dim", knowledge(origins))}`,
    `  ${style.paint("dim", fixed)}`,
    "",
  ].join("\n");
}

export const placementFields = ({ rows, origins }: Placements): Fields => ({
  durations: { ...origins },
  job_start: JOB_START_MS / 1000,
  placements: rows.map((row) =>
    "why" in row
      ? { placement: row.placement, possible: false, reason: row.why }
      : {
          placement: row.placement,
          possible: true,
          jobs: row.cost.jobs,
          waves: row.cost.waves,
          makespan: row.cost.makespanMs / 1000,
          billed_minutes: row.cost.billedMinutes,
        },
  ),
});
