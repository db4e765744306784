/** What is said to agents, and how much is repeated of what they say, whoever drives them. */

/** Of one note about what an agent is doing. */
export const NOTE_LIMIT = 200;

export const CONTINUE =
  "You were interrupted in the middle of this work. Look at what is done already, go on from there, and finish with the whole answer.";
