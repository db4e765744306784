/** The program behind the door: one text, loaded by it. */
export { fault } from "./fault.ts";
export { main } from "./main.ts";
