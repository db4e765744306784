/** The first files of a project: one workflow of three tasks, and a test of it that costs nothing. */

export const FIRST = "first";

export const FIRST_WORKFLOW = `version: "1.0"
name: first
description: Looks at the project, says what to improve, and checks that it was said clearly

inputs:
  goal: { type: string, default: find one thing to improve, description: What to look for }

settings: { max_parallel: 2, timeout: 30m, budget: { max_cost_usd: 2 } }

tasks:
  - id: files
    type: command
    run: [ls]

  - id: look
    agent: planner
    dependencies: [files]
    parameters:
      task: "Look at this project and \${inputs.goal}"
      files: "\${files.output}"
    mock: { output: the README does not say how to start, cost_usd: 0.02 }

  - id: check
    agent: checker
    dependencies: [look]
    parameters:
      task: Say whether this is clear enough to act on
      finding: "\${look.output}"
    mock: { output: it is clear, cost_usd: 0.01 }

outputs:
  finding: "\${look.output}"
`;

export const FIRST_TEST = `cases:
  - name: the finding is checked, and handed out
    commands:
      files: { output: README.md }
    expect:
      conclusion: success
      order: [files, look, check]
      outputs: { finding: the README does not say how to start }
`;

export const routingText = (
  workflow: string,
): string => `# Which workflow belongs to which event: the first rule that fits is meant.
routing:
  - { workflow: ${workflow}, event: pull_request }
  - { workflow: ${workflow}, event: issues, labels: [agents] }
  - { workflow: ${workflow}, event: schedule }
`;
