/** The actions of others that our workflow files name, each at the commit that was read. */
import type { Uses } from "./actions-workflow.ts";

export const CHECKOUT: Uses = {
  name: "actions/checkout",
  commit: "08c6903cd8c0fde910a37f88322edcfb5dd907a8",
  version: "v5.0.0",
};
