/**
 * Markdown of others, kept readable and made inert: no link, image, mention, reference, raw HTML or drawn block is left in it. Nothing is
 * parsed, since whoever parses differently from the platform is led past it: every sign that could begin something is parted from what
 * follows, wherever it stands, also in code.
 */
import { sanitised } from "./sanitise.ts";

/** Joins nothing that a reader sees, and parts what a reader of Markdown would take together. */
export const APART = "\u200d";

/** Drawn as nothing, and not among what every terminal must be spared: they carry text that nobody sees. */
const UNSEEN = /[\u034f\u115f\u1160\u180b-\u180f\u3164\uffa0]|[\u{e0100}-\u{e01ef}]/gu;

/** Blocks that are drawn, or that a click puts into a file. */
const DRAWN = "mermaid|math|geojson|topojson|stl|suggestion";

type Parting = readonly [where: RegExp, apart: string];

const PARTINGS: readonly Parting[] = [
  // Mentions and addresses of mail.
  [/@(?!\u200d)/g, `@${APART}`],
  // Tags, comments, declarations and addresses in angle brackets.
  [/<(?=[A-Za-z/!?])/g, `<${APART}`],
  // Signs spelled by name or number would be read after everything else was looked at.
  [/&(?=[#A-Za-z])/g, `&${APART}`],
  // References to issues and pull requests, and with them the words that close them.
  [/#(?=[^#\s\u200d])/g, `#${APART}`],
  [/(gh)-(?=\d)/gi, `$1${APART}-`],
  // Links and images, where they stand and where they are defined.
  [/\](?=[([:])/g, `]${APART}`],
  // Addresses that become links by themselves.
  [/:(?=\/\/)/g, `:${APART}`],
  [/(www)\./gi, `$1${APART}.`],
  [/(mailto|xmpp):/gi, `$1${APART}:`],
  // Formulas know words that make links.
  [/\\(?=[A-Za-z])/g, `\\${APART}`],
  [new RegExp(`((?:\`{3}|~{3})[ \\t]*)(?=(?:${DRAWN})\\b)`, "gi"), `$1${APART}`],
];

/** Settled after one pass, and at most twice as long as what was given. */
export const inert = (text: string): string =>
  PARTINGS.reduce(
    (done, [where, apart]) => done.replace(where, apart),
    sanitised(sanitised(text).replace(UNSEEN, "")),
  );
