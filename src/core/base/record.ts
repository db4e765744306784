/** A place for keys that somebody else chose: without a prototype no name means more than itself. */
export const emptyRecord = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;
