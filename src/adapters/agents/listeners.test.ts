/** Whatever a program writes, whoever listens to it lives on: a stream is foreign data. */
import fc from "fast-check";
import { describe, it } from "vitest";
import type { Fields } from "../../core/base/value.ts";
import { rpcPeer } from "./acp-rpc.ts";
import { account } from "./acp-updates.ts";
import { listener } from "./claude-events.ts";
import type { Ears } from "./cli-shape.ts";
import { codexListener } from "./codex-events.ts";
import { opencodeListener } from "./opencode-events.ts";

const nothing = (): void => {};
const ears: Ears = {
  say: nothing,
  report: nothing,
  began: nothing,
  giveUp: nothing,
  trouble: nothing,
  calm: nothing,
};

const NAMES =
  "type subtype item part state input tokens cache cost error data message usage update content sessionID sessionUpdate params method id result event thread_id text changes".split(
    " ",
  );
const WORDS =
  "thread.started item.started item.completed turn.completed turn.failed error step_start step_finish tool_use text agent_message file_change command_execution assistant result stream_event message_start message_delta usage_update tool_call agent_message_chunk session/update".split(
    " ",
  );

const { event } = fc.letrec<{ event: Fields; value: Fields[string] }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(...WORDS),
    fc.constantFrom(null, true, -1, 1e300, "", "__proto__"),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("event"),
  ),
  event: fc.dictionary(fc.constantFrom(...NAMES), tie("value"), { maxKeys: 6 }),
}));

const ended = { ending: { code: 0, signal: null, sizes: [] }, words: "" };

const LISTENERS: readonly (readonly [name: string, hear: (events: readonly Fields[]) => void])[] = [
  [
    "claude",
    (events) => {
      const { take, heard } = listener({ say: nothing, report: nothing, giveUp: nothing, now: () => 0 });
      events.forEach(take);
      heard();
    },
  ],
  [
    "codex",
    (events) => {
      const one = codexListener(ears, null, { CODEX_HOME: "/nowhere" });
      events.forEach(one.take);
      one.failure(ended);
      one.used();
    },
  ],
  [
    "opencode",
    (events) => {
      const one = opencodeListener(ears, 1);
      events.forEach(one.take);
      one.failure(ended);
      one.used();
    },
  ],
  [
    "acp",
    (events) => {
      const said = account(nothing, nothing);
      const heard = (_: string, params: Fields): void => said.take(params);
      const peer = rpcPeer({
        send: () => 0,
        answer: () => ({ ok: true, value: null }),
        heard,
        clogged: nothing,
      });
      void peer.call("x", {});
      events.forEach(peer.take);
      events.forEach(said.take);
      said.usage(events[0]?.["usage"]);
    },
  ],
];
describe("a listener", () => {
  it.each(LISTENERS)("of %s hears anything", (_, hear) => {
    fc.assert(fc.property(fc.array(event, { maxLength: 8 }), hear));
  });
});
