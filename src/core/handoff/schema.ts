/** The messages as published: what other programs may check theirs with. */
import type { Fields } from "../base/value.ts";
import { ANSWER, HAND_OFF } from "./message.ts";

const DRAFT = "http://json-schema.org/draft-07/schema#";

export const handOffSchema = (): Fields => ({
  $schema: DRAFT,
  $id: "hand-off.schema.json",
  title: "agent-orchestrator hand-off",
  description: "What a task gives to those that depend on it.",
  ...HAND_OFF,
});

export const answerSchema = (): Fields => ({
  $schema: DRAFT,
  $id: "answer.schema.json",
  title: "agent-orchestrator answer",
  description: "What a program may write into the file that AO_OUTPUT_FILE names.",
  ...ANSWER,
});
