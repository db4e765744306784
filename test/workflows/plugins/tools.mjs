export default {
  name: "tools",
  version: "1",
  types: {
    lint: {
      schema: {
        type: "object",
        properties: { level: { type: "integer" } },
        required: ["level"],
        additionalProperties: false,
      },
      run: () => "clean",
    },
  },
  functions: { double: { call: (number) => number * 2 }, slug: { call: (text) => text.toLowerCase() } },
};
