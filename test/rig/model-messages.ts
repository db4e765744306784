/** How a model's answers look in Anthropic's Messages API. */
import { type Fields, isFields, isList } from "../../src/core/base/value.ts";
import { amounts, eventLine, type Message, textIn, type Turn, USUAL, type Voice } from "./model-voice.ts";

const ERRORS: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  429: "rate_limit_error",
  529: "overloaded_error",
};

const messagesOf = (body: Fields): readonly Fields[] =>
  isList(body["messages"]) ? body["messages"].filter(isFields) : [];

let serial = 0;

type Said = Readonly<{ id: string; blocks: readonly Fields[]; usage: Fields; stop: string; model: string }>;

function saidIn(turn: Turn, body: Fields): Said {
  const { text, calls = [], cacheRead = 0, cacheCreation = 0 } = turn;
  const { input, output } = { ...USUAL, ...turn };
  serial += 1;
  return {
    id: `msg_${serial}`,
    blocks: [
      ...(text === undefined ? [] : [{ type: "text", text }]),
      ...calls.map(({ name, input: given }, at) => ({
        type: "tool_use",
        id: `toolu_${serial}_${at}`,
        name,
        input: given,
      })),
    ],
    usage: {
      input_tokens: input,
      cache_read_input_tokens: cacheRead,
      cache_creation_input_tokens: cacheCreation,
      output_tokens: output,
    },
    stop: calls.length > 0 ? "tool_use" : "end_turn",
    model: textIn(body["model"]) || "unknown",
  };
}

const wholeOf = ({ id, blocks, usage, stop, model }: Said): Fields => ({
  id,
  type: "message",
  role: "assistant",
  model,
  content: blocks,
  stop_reason: stop,
  stop_sequence: null,
  usage,
});

const blockEvents = (block: Fields, index: number): readonly Fields[] => {
  const isText = block["type"] === "text";
  const delta: Fields = isText
    ? { type: "text_delta", text: block["text"] ?? "" }
    : { type: "input_json_delta", partial_json: JSON.stringify(block["input"]) };
  const empty: Fields = isText ? { type: "text", text: "" } : { ...block, input: {} };
  return [
    { type: "content_block_start", index, content_block: empty },
    { type: "content_block_delta", index, delta },
    { type: "content_block_stop", index },
  ];
};

function messageOf(turn: Turn, body: Fields): Message {
  const said = saidIn(turn, body);
  const { usage, stop } = said;
  const begun = { ...wholeOf(said), content: [], stop_reason: null, usage: { ...usage, output_tokens: 1 } };
  const delta = {
    type: "message_delta",
    delta: { stop_reason: stop, stop_sequence: null },
    usage: { output_tokens: usage["output_tokens"] ?? 0 },
  };
  return {
    whole: wholeOf(said),
    start: eventLine({ type: "message_start", message: begun }),
    middle: said.blocks.flatMap(blockEvents).map(eventLine),
    end: [delta, { type: "message_stop" }].map(eventLine).join(""),
    sold: amounts(turn),
    // Whoever heard the beginning owes what was read and the first token.
    begun: { ...amounts(turn), outputTokens: 1 },
  };
}

export const messagesVoice: Voice = {
  said: (body) =>
    messagesOf(body)
      .filter(({ role }) => role === "user")
      .map(({ content }) => textIn(content))
      .join("\n"),
  system: (body) => textIn(body["system"]),
  answers: (body) => messagesOf(body).filter(({ role }) => role === "assistant").length,
  message: messageOf,
  refusal: (status, message) => ({ type: "error", error: { type: ERRORS[status] ?? "api_error", message } }),
};
