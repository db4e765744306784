/** How a model's answers look in OpenAI's Responses API. */
import { type Fields, isFields, isList } from "../../src/core/base/value.ts";
import { amounts, eventLine, type Message, textIn, type Turn, USUAL, type Voice } from "./model-voice.ts";

const ERRORS: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "invalid_api_key",
  404: "model_not_found",
  429: "rate_limit_exceeded",
};

const itemsOf = (body: Fields): readonly Fields[] =>
  isList(body["input"]) ? body["input"].filter(isFields) : [];

const OF_THE_MODEL: ReadonlySet<unknown> = new Set(["function_call", "custom_tool_call", "reasoning"]);

const isModels = ({ type, role }: Fields): boolean => role === "assistant" || OF_THE_MODEL.has(type);

let serial = 0;

function itemsIn({ text, calls = [] }: Turn): readonly Fields[] {
  serial += 1;
  const message = {
    type: "message",
    role: "assistant",
    id: `msg_${serial}`,
    content: [{ type: "output_text", text: text ?? "" }],
  };
  return [
    ...(text === undefined ? [] : [message]),
    ...calls.map(({ name, input }, at) => ({
      type: "function_call",
      id: `fc_${serial}_${at}`,
      call_id: `call_${serial}_${at}`,
      name,
      arguments: JSON.stringify(input),
    })),
  ];
}

function messageOf(turn: Turn, body: Fields): Message {
  const items = itemsIn(turn);
  const id = `resp_${serial}`;
  const { cacheRead = 0 } = turn;
  const { inputTokens, outputTokens } = amounts(turn);
  const usage = {
    input_tokens: inputTokens,
    input_tokens_details: { cached_tokens: cacheRead },
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: inputTokens + outputTokens,
  };
  const model = textIn(body["model"]) || "unknown";
  const response = { id, object: "response", status: "completed", model, output: items, usage };
  const { text } = { ...USUAL, ...turn };
  const pieces = items.flatMap((item, at): readonly Fields[] => [
    { type: "response.output_item.added", output_index: at, item: { ...item, content: [] } },
    ...(item["type"] === "message"
      ? [
          {
            type: "response.output_text.delta",
            output_index: at,
            item_id: item["id"] ?? "",
            delta: text ?? "",
          },
        ]
      : []),
    { type: "response.output_item.done", output_index: at, item },
  ]);
  return {
    whole: response,
    start: eventLine({
      type: "response.created",
      response: { id, object: "response", status: "in_progress" },
    }),
    middle: pieces.map(eventLine),
    end: eventLine({ type: "response.completed", response }),
    sold: amounts(turn),
    // What an answer has used is said at its end alone.
    begun: { inputTokens: 0, outputTokens: 0 },
  };
}

export const responsesVoice: Voice = {
  said: (body) =>
    itemsOf(body)
      .filter(({ role }) => role === "user")
      .map(({ content }) => textIn(content))
      .join("\n"),
  system: (body) =>
    [
      textIn(body["instructions"]),
      ...itemsOf(body)
        .filter(({ role }) => role === "developer" || role === "system")
        .map(({ content }) => textIn(content)),
    ].join("\n"),
  answers: (body) => {
    const items = itemsOf(body);
    return items.filter((item, at) => isModels(item) && !isModels(items[at - 1] ?? {})).length;
  },
  message: messageOf,
  refusal: (status, message) => ({
    error: { type: ERRORS[status] ?? "server_error", code: ERRORS[status] ?? "server_error", message },
  }),
};
