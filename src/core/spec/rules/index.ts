/** All rules, in the order in which they are explained. */
import { agents } from "./agents.ts";
import { ancestors } from "./ancestors.ts";
import { code } from "./code.ts";
import { conditions } from "./conditions.ts";
import { cycles } from "./cycles.ts";
import { dependencies } from "./dependencies.ts";
import { fallbacks } from "./fallbacks.ts";
import { effects } from "./effects.ts";
import { expressionSyntax } from "./expression-syntax.ts";
import { functions } from "./functions.ts";
import { ids } from "./ids.ts";
import { leads } from "./leads.ts";
import { limits } from "./limits.ts";
import { names } from "./names.ts";
import { parameters } from "./parameters.ts";
import { pluginTasks } from "./plugin-tasks.ts";
import type { Rule } from "./rule.ts";
import { secrets } from "./secrets.ts";
import { taskTypes } from "./task-types.ts";
import { trust } from "./trust.ts";
import { unusedInputs } from "./unused-inputs.ts";
import { workflows } from "./workflows.ts";

export const RULES: readonly Rule[] = [
  ids,
  taskTypes,
  pluginTasks,
  dependencies,
  cycles,
  fallbacks,
  leads,
  agents,
  workflows,
  parameters,
  expressionSyntax,
  functions,
  names,
  ancestors,
  conditions,
  limits,
  secrets,
  code,
  trust,
  effects,
  unusedInputs,
];
