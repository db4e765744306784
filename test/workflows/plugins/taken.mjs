export default {
  name: "taken",
  types: { agent: { run: () => "" }, samples: { run: () => "" } },
  functions: { uppercase: { call: () => 1 }, default: { call: () => 1 }, fn: { call: () => 1 } },
};
