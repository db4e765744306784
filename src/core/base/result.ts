/** Success or failure as a value: what the world does to us is returned, never thrown. */
export type Result<T, E> = Readonly<{ ok: true; value: T } | { ok: false; error: E }>;

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const err = <E>(error: E): Result<never, E> => ({ ok: false, error });
