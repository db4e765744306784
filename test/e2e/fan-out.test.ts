/** A wide fan-out through the built program: what failed runs again, and nothing else. */
import { expect, it } from "vitest";
import { documentIn, project } from "../rig/program.ts";

const ITEMS = 1000;
const BROKEN = ["item-3", "item-500", "item-999"];

const keys = Array.from({ length: ITEMS }, (_, at) => `item-${at}`);

const WORKFLOW = `
name: wide
settings: { max_parallel: 8, on_failure: continue }
tasks:
  - { id: list, type: command, run: [cat, keys.json] }
  - id: each
    type: command
    dependencies: [list]
    for_each: { items: "\${list.output}", key: "\${item}", max_items: ${ITEMS} }
    run: [sh, -c, 'echo "$0" >> ran; test -f mended || case " ${BROKEN.join(" ")} " in *" $0 "*) exit 1;; esac', "\${item}"]
  - { id: join, type: command, dependencies: [each], run: [sh, -c, "echo join >> ran"] }
`;

it("a 1,000-item fan-out with 3 failures resumes by running exactly 3", async () => {
  const place = project({ "wide.yml": WORKFLOW, "keys.json": JSON.stringify(keys) });
  const first = await place.run(["run", "wide.yml", "--json"]);
  expect(first.code, first.err).toBe(1);
  expect([...place.lines("ran")].toSorted()).toEqual([...keys].toSorted());
  place.write("mended", "");
  place.write("ran", "");
  const second = await place.run(["resume", place.runs()[0] ?? "", "--json"]);
  expect(second.code, second.err).toBe(0);
  expect([...place.lines("ran")].toSorted()).toEqual([...BROKEN, "join"].toSorted());
  expect(documentIn(second).conclusion).toBe("success");
}, 300_000);
