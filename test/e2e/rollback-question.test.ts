/** The one question that a command puts to whoever types it. */
import { describe, expect, it } from "vitest";
import { handle } from "../../src/entry/commands/rollback.ts";
import { confirm } from "../../src/entry/confirm.ts";
import { called, desk } from "../rig/person.ts";
import { project } from "../rig/program.ts";

describe("rollback beyond this machine", () => {
  const FILE = `
name: deploy
tasks:
  - id: deploy
    type: command
    effect_class: external
    run: [bash, -c, 'echo deploy >> did']
    compensate: { type: command, run: [bash, -c, 'echo undeploy >> did'] }
`;

  it("undoes nothing if the person says no, and everything if it is yes", async () => {
    const place = project({ "it.yml": FILE });
    await place.run(["run", "it.yml"]);
    const answer = async (words: string) => {
      const person = desk(words);
      const { call, out, err } = called(place.directory);
      const code = await handle(call, (own, question) => confirm(own, question, person.desk));
      return [code, out.text(), err.text(), person.shown()] as const;
    };
    const question = "Undo 1 task, 1 of them beyond this machine? [y/N] ";
    const [no, nothing, told, asked] = await answer("\n");
    expect([no, nothing, asked]).toEqual([0, "", question]);
    expect(told).toMatch(/ {2}1\. deploy, done .*\(external\)\nnothing was undone\n$/);
    expect(place.lines("did")).toEqual(["deploy"]);
    const [yes, done] = await answer("y\n");
    expect([yes, done]).toEqual([0, "undone: deploy\n"]);
    expect(place.lines("did")).toEqual(["deploy", "undeploy"]);
  });
});
