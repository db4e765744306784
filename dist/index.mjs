import door from "./index.js";
export const { link, task, workflow, WorkflowError } = door;
