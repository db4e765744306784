/** What both doors of the action share: one text, loaded by them. */
export { act } from "./action-main.ts";
export { settle } from "./action-post.ts";
