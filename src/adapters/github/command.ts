/** Orders to the runner in the log: the only place that writes them, with everything in them escaped. */
import { cut } from "../../core/base/cut.ts";

export type Level = "error" | "warning" | "notice";

export type Mark = Readonly<{
  level: Level;
  message: string;
  title?: string;
  /** Relative to the repository. */
  file?: string;
  line?: number;
}>;

/** The runner cuts longer ones in the middle of a word. */
export const MAX_MESSAGE = 4096;

const escapedData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapedProperty = (text: string): string =>
  escapedData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

type Properties = readonly (readonly [name: string, value: string])[];

export function commandLine(name: string, data: string, properties: Properties = []): string {
  const listed = properties.map(([key, value]) => `${key}=${escapedProperty(value)}`).join(",");
  return `::${name}${listed === "" ? "" : ` ${listed}`}::${escapedData(data)}\n`;
}

export function markLine({ level, message, title, file, line }: Mark): string {
  const properties: Properties = [
    ...(file === undefined ? [] : ([["file", file]] as const)),
    ...(file === undefined || line === undefined ? [] : ([["line", String(line)]] as const)),
    ...(title === undefined ? [] : ([["title", title]] as const)),
  ];
  return commandLine(level, cut(message, MAX_MESSAGE), properties);
}
