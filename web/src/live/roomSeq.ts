/** Where each joined room's numbers stand: who has missed one has to ask. */
export class RoomSeq {
  readonly #seqs = new Map<string, number>();

  begin(room: string, seq: number): void {
    this.#seqs.set(room, seq);
  }

  has(room: string): boolean {
    return this.#seqs.has(room);
  }

  /** False: something between was missed. */
  advance(room: string, after: number, seq: number): boolean {
    const known = this.#seqs.get(room);
    this.#seqs.set(room, seq);
    return known === after;
  }

  clear(): void {
    this.#seqs.clear();
  }
}
