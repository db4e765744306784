/** Places that all runs of one state directory share: a group never has more holders than its limit. */

export type Slot = Readonly<{ release: () => void }>;

/** `holders` are those who were found in the places; none if others are being served just now. */
export type Taken = Readonly<{ slot: Slot } | { holders: readonly string[] }>;

export interface Slots {
  /** `holder` is shown to whoever finds no place. Whoever dies without releasing loses the place. */
  take(group: string, limit: number, holder: string): Taken;
}
