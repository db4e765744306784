/** Names that must not be mixed up, and the only places where they are made. */
declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

export type TaskId = Brand<string, "TaskId">;
export type RunId = Brand<string, "RunId">;
/** Names bytes in the artifact store: lower-case hexadecimal SHA-256. */
export type Digest = Brand<string, "Digest">;
/** A point in time or a length of it, in milliseconds. */
export type Millis = Brand<number, "Millis">;

export const taskId = (text: string): TaskId => text as TaskId;
export const runId = (text: string): RunId => text as RunId;
export const digest = (text: string): Digest => text as Digest;
export const millis = (amount: number): Millis => amount as Millis;
export const seconds = (amount: number): Millis => (amount * 1000) as Millis;
