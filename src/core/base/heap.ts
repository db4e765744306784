/** A priority queue of small integers that can be read without being changed, and forget any item at once. */
type Before = (a: number, b: number) => boolean;

const FEWEST_PLACES = 16;

/** The smallest key first, and of those with the same key the smallest item. */
export class Heap {
  /** Another order than that of the keys. */
  readonly #order: Before | null;
  readonly #items: number[] = [];
  /** Where an item stands, counted from 1; 0 for one that is not in here. Four bytes an item, where a map takes dozens. */
  #places = new Int32Array(0);
  /** Side by side: to look into what the items stand for took longer than everything else that a large queue does. */
  #keys = new Float64Array(0);

  constructor(order: Before | null = null) {
    this.#order = order;
  }

  get size(): number {
    return this.#items.length;
  }

  has(item: number): boolean {
    return this.#placeOf(item) >= 0;
  }

  push(item: number, key = 0): void {
    if (this.#placeOf(item) >= 0) return;
    if (item >= this.#places.length) this.#widen(item);
    this.#keys[item] = key;
    this.#items.push(item);
    this.#rise(this.#items.length - 1, item);
  }

  remove(item: number): void {
    const place = this.#placeOf(item);
    if (place < 0) return;
    this.#places[item] = 0;
    const last = this.#items.pop();
    if (last === undefined || last === item) return;
    this.#rise(place, last);
    this.#sink(this.#placeOf(last), last);
  }

  /** The first items in order, at most `count`, and only while `wanted` holds for them. */
  first(count: number, wanted: (item: number) => boolean = () => true): number[] {
    const found: number[] = [];
    const [top] = this.#items;
    if (count <= 0 || top === undefined || !wanted(top)) return found;
    if (count === 1 || this.#items.length === 1) return [top];
    const frontier = new Heap((place, other) => this.#before(this.#at(place), this.#at(other)));
    frontier.push(0);
    while (found.length < count) {
      const place = frontier.#items[0];
      if (place === undefined) break;
      frontier.remove(place);
      const item = this.#at(place);
      if (!wanted(item)) break;
      found.push(item);
      if (2 * place + 1 < this.#items.length) frontier.push(2 * place + 1);
      if (2 * place + 2 < this.#items.length) frontier.push(2 * place + 2);
    }
    return found;
  }

  #before(item: number, other: number): boolean {
    if (this.#order !== null) return this.#order(item, other);
    const key = this.#keys[item] ?? 0;
    const against = this.#keys[other] ?? 0;
    return key < against || (key === against && item < other);
  }

  /** To twice as many as are asked for, so that a growing queue is seldom copied. */
  #widen(item: number): void {
    const [places, keys] = [this.#places, this.#keys];
    const wanted = Math.max(FEWEST_PLACES, 2 * (item + 1));
    this.#places = new Int32Array(wanted);
    this.#places.set(places);
    this.#keys = new Float64Array(wanted);
    this.#keys.set(keys);
  }

  #at(place: number): number {
    return this.#items[place] ?? -1;
  }

  #placeOf(item: number): number {
    return (this.#places[item] ?? 0) - 1;
  }

  #set(place: number, item: number): void {
    this.#items[place] = item;
    this.#places[item] = place + 1;
  }

  #rise(start: number, item: number): void {
    let place = start;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!this.#before(item, this.#at(above))) break;
      this.#set(place, this.#at(above));
      place = above;
    }
    this.#set(place, item);
  }

  #sink(start: number, item: number): void {
    let place = start;
    for (;;) {
      const left = 2 * place + 1;
      if (left >= this.#items.length) break;
      const right = left + 1;
      const child =
        right < this.#items.length && this.#before(this.#at(right), this.#at(left)) ? right : left;
      if (!this.#before(this.#at(child), item)) break;
      this.#set(place, this.#at(child));
      place = child;
    }
    this.#set(place, item);
  }
}
