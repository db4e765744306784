/** The program behind the door: one text, loaded by it. */
import type * as Requests from "./plan-request.ts";

export { fault } from "./fault.ts";
export { main } from "./main.ts";

export const planned: typeof Requests.planned = async (request, door) => {
  const { planned: asked } = await import("./plan-request.ts");
  return asked(request, door);
};
