// A plugin: two task types and two functions. docs/plugins.md explains every line of it.

import { setTimeout as pause } from "node:timers/promises";

/** @type {import("agent-orchestrator").Plugin} */
export default {
  name: "example-tasks",
  version: "1.0.0",
  types: {
    tally: {
      description: "Counts the words of what its dependencies handed over.",
      schema: {
        type: "object",
        properties: { least: { type: "integer", minimum: 0 } },
        additionalProperties: false,
      },
      run({ options, inputs, say }) {
        const texts = Object.values(inputs).map(({ output }) => String(output));
        say(`counting ${texts.length} texts`);
        const words = texts.join(" ").split(/\s+/).filter(Boolean).length;
        if (words < (options.least ?? 0)) throw new Error(`only ${words} words`);
        return { output: `${words} words`, structured: { words } };
      },
    },
    probe: {
      description: "Asks a service until it is up.",
      schema: {
        type: "object",
        properties: { url: { type: "string" }, every: { type: "number", minimum: 0.1 } },
        required: ["url"],
        additionalProperties: false,
      },
      async run({ options, signal, say }) {
        const { url, every = 1 } = options;
        for (let time = 1; ; time += 1) {
          say(`asking ${url} (${time})`);
          const answer = await fetch(url, { signal }).catch(() => null);
          if (answer?.ok) return { output: await answer.text() };
          if (answer && answer.status < 500) throw new Error(`${url} says ${answer.status}`);
          await pause(every * 1000, undefined, { signal });
        }
      },
    },
  },
  functions: {
    slug: {
      description: "Text as it may stand in the name of a branch.",
      call: (text) =>
        String(text)
          .toLowerCase()
          .replaceAll(/[^a-z0-9]+/g, "-")
          .replaceAll(/^-+|-+$/g, ""),
    },
    total: {
      description: "The sum of a list of numbers.",
      call: (numbers) => numbers.reduce((sum, one) => sum + one, 0),
    },
  },
};
