/** Colours and signs as a terminal understands them; colour never says anything that the text does not. */

export type Tone = "bold" | "dim" | "red" | "green" | "yellow" | "blue" | "cyan";
export type Paint = (tone: Tone, text: string) => string;

const CODES: Readonly<Record<Tone, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
};

export const painter =
  (color: boolean): Paint =>
  (tone, text) => {
    if (!color || text === "") return text;
    const [on, off] = CODES[tone];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  };

export type Style = Readonly<{ paint: Paint; unicode: boolean }>;

export const styled = (color: boolean, unicode: boolean): Style => ({ paint: painter(color), unicode });
