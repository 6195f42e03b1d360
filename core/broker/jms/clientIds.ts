/** JMS client ids in use at one server: each belongs to one connection, whose sessions share it [J5]. */
interface Holder {
  readonly client: string;
  sessions: number;
}

export class ClientIds {
  readonly #holders = new Map<string, Holder>();

  /** A session of `client` wants to use it; false while another connection does. */
  claim(id: string, client: string): boolean {
    const holder = this.#holders.get(id) ?? { client, sessions: 0 };
    if (holder.client !== client) return false;
    holder.sessions++;
    this.#holders.set(id, holder);
    return true;
  }

  release(id: string): void {
    const holder = this.#holders.get(id);
    if (holder !== undefined && --holder.sessions === 0) this.#holders.delete(id);
  }
}
