/** JSON-RPC with a program that is talked to line by line: calls with their answers, and what the other side asks. */
import { type Fields, isFields, type Value } from "../../core/base/value.ts";
import { err, ok, type Result } from "../../core/base/result.ts";

export type RpcError = Readonly<{ code: number; message: string }>;
export type Answered = Result<Value, RpcError>;

export const NO_SUCH_METHOD: RpcError = { code: -32601, message: "This client does not do that" };
export const badParams = (message: string): RpcError => ({ code: -32602, message });
/** So many bytes may wait for somebody who asks and does not read. */
export const MOST_UNREAD = 16 << 20;

export type Peer = Readonly<{
  call: (method: string, params: Fields) => Promise<Answered>;
  notify: (method: string, params: Fields) => void;
  /** A message of the other side. */
  take: (message: Fields) => void;
  /** The other side is gone: whoever waits for an answer gets this one. */
  close: (reason: RpcError) => void;
}>;

export type Manners = Readonly<{
  send: (text: string) => number;
  answer: (method: string, params: Fields) => Answered;
  heard: (method: string, params: Fields) => void;
  /** It does not read what it is told. */
  clogged: () => void;
}>;

function errorIn(error: Value): RpcError {
  const { code, message } = isFields(error) ? error : {};
  return {
    code: typeof code === "number" ? code : 0,
    message: typeof message === "string" && message !== "" ? message : "It did not say what went wrong",
  };
}

export function rpcPeer({ send, answer, heard, clogged }: Manners): Peer {
  const waiting = new Map<number, (answered: Answered) => void>();
  let serial = 0;
  let gone: RpcError | null = null;
  const write = (message: Fields): void => {
    if (gone === null && send(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`) > MOST_UNREAD) clogged();
  };
  const asked = (method: string, id: Value, params: Fields): void => {
    const answered = answer(method, params);
    write(answered.ok ? { id, result: answered.value } : { id, error: answered.error });
  };
  const answered = (id: Value, message: Fields): void => {
    const settle = typeof id === "number" ? waiting.get(id) : undefined;
    if (settle === undefined || typeof id !== "number") return;
    waiting.delete(id);
    const { error, result = null } = message;
    settle(error === undefined ? ok(result) : err(errorIn(error)));
  };
  return {
    call: (method, params) =>
      new Promise((resolve) => {
        if (gone !== null) return resolve(err(gone));
        serial += 1;
        waiting.set(serial, resolve);
        write({ id: serial, method, params });
      }),
    notify: (method, params) => write({ method, params }),
    take(message) {
      const { id = null, method, params } = message;
      const given = isFields(params) ? params : {};
      if (typeof method !== "string") return answered(id, message);
      return id === null ? heard(method, given) : asked(method, id, given);
    },
    close(reason) {
      gone ??= reason;
      for (const settle of waiting.values()) settle(err(gone));
      waiting.clear();
    },
  };
}
