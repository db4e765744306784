/** Small integers in the order in which they came, each at most once: a set to be emptied while it is filled, without its cost. */
export class Queue {
  #ring: Int32Array;
  #waiting: Uint8Array;
  #from = 0;
  #size = 0;

  /** For the integers below `count`, and more later; since none can be in here twice, there is room for all. */
  constructor(count: number) {
    this.#ring = new Int32Array(count);
    this.#waiting = new Uint8Array(count);
  }

  get size(): number {
    return this.#size;
  }

  add(item: number): void {
    if (item >= this.#waiting.length) this.#grow(item + 1);
    if (this.#waiting[item] !== 0) return;
    this.#waiting[item] = 1;
    const end = this.#from + this.#size;
    this.#ring[end < this.#ring.length ? end : end - this.#ring.length] = item;
    this.#size += 1;
  }

  /** The one that came first; it may come again from now on. */
  take(): number | undefined {
    if (this.#size === 0) return undefined;
    const item = this.#ring[this.#from] ?? 0;
    this.#from = this.#from + 1 < this.#ring.length ? this.#from + 1 : 0;
    this.#size -= 1;
    this.#waiting[item] = 0;
    return item;
  }

  /** What waits is laid out anew from the beginning. */
  #grow(least: number): void {
    const count = Math.max(least, this.#ring.length * 2);
    const ring = new Int32Array(count);
    const waiting = new Uint8Array(count);
    const late = this.#ring.subarray(this.#from);
    ring.set(late);
    ring.set(this.#ring.subarray(0, this.#from), late.length);
    waiting.set(this.#waiting);
    this.#ring = ring;
    this.#waiting = waiting;
    this.#from = 0;
  }
}
