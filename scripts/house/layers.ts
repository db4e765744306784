/** The house as data: every folder of src/, and the only folders it may import from. */

/** Folder (deepest match wins) to the folders it may name, besides itself and those for all. */
export const LAYERS: Readonly<Record<string, readonly string[]>> = {
  "core/base": [],
  "core/guard": [],
  "core/expression": [],
  "core/journal": [],
  /** What a run wants written to the world, and what of it may be. */
  "core/effects": ["core/expression"],
  "core/spec": ["core/expression", "core/effects"],
  "core/plan": ["core/expression", "core/spec", "core/effects"],
  /** What tasks give to each other. */
  "core/handoff": [],
  /** How what is asked becomes a text. */
  "core/prompt": [],
  /** Which workflow belongs to an event, and what comments order. */
  "core/route": ["core/expression", "core/spec"],
  "core/run": ["core/plan", "core/journal"],
  "core/view": ["core/plan", "core/journal", "core/run"],
  "core/render": ["core/spec", "core/plan", "core/journal", "core/view", "core/route", "core/effects"],
  ports: ["core"],
  app: ["core", "ports"],
  "adapters/system": ["core", "ports"],
  "adapters/agents": ["core", "ports"],
  "adapters/git": ["core", "ports"],
  "adapters/github": ["core", "ports"],
  "adapters/plugins": ["core", "ports"],
  "adapters/store": ["core", "ports"],
  "adapters/terminal": ["core", "ports"],
  entry: ["core", "ports", "app", "adapters"],
};

/** Every folder inside `within` may name these: no arrow to them has to be declared, and none has to exist. */
export const FOR_ALL: readonly Readonly<{ folder: string; within: string }>[] = [
  { folder: "core/base", within: "core" },
  { folder: "core/guard", within: "core" },
  { folder: "adapters/system", within: "adapters" },
];

/** Arrows that only one file may draw, so that the seam stays one file wide. */
export const SEAMS: readonly Readonly<{ from: string; to: string; files: readonly string[] }>[] = [
  { from: "core/plan", to: "core/spec", files: ["core/plan/compile"] },
];

/** Packages that may be imported, and by whom. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  ajv: ["adapters/system/schema"],
  yaml: ["core/spec/syntax", "entry/configuration-file"],
};

export const MOST_LINES = 250;
export const MOST_FUNCTION_LINES = 40;

/** Tables: long because the world is, one row a fact. */
export const TABLES: readonly string[] = [
  "core/run/fresh.ts",
  "core/spec/codes.ts",
  "core/spec/fields-task.ts",
  "core/spec/fields-test.ts",
  "core/spec/fields-workflow.ts",
  "entry/commands.ts",
];
