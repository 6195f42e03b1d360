/**
 * Ids and names for what is imported: valid, unique and always the same for the same files. An id is the name itself where it
 * can be, so that a design stays readable as text.
 */
import { hashText } from '../../base/hash.ts';
import { LIMITS } from '../../base/limits.ts';
import type { EdgeId, NodeId, NodeKind } from '../../scenario/scenario.ts';

/** Room is left for a number behind it: an id has at most 64 characters. */
const WISH_MAX = 58;

export class FreeIds {
  readonly #nodes: Used = new Map();
  readonly #edges: Used = new Map();
  readonly #names: Used = new Map();

  /** Nodes that have one. */
  get nodeCount(): number {
    return this.#nodes.size;
  }

  /** An id for a node of this name. */
  node(name: string): NodeId {
    return taken(this.#nodes, idOf(name), WISH_MAX);
  }

  edge(from: NodeId, to: NodeId): EdgeId {
    return taken(this.#edges, idOf(`${from}-${to}`), WISH_MAX);
  }

  /** What a node of this kind may be called: the name itself, fit for a design; numbered if another one of the kind has it. */
  name(kind: NodeKind, name: string): string {
    const plain = name
      .replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ')
      .trim()
      .slice(0, LIMITS.nameLength)
      .replace(/\p{Cs}$/u, '');
    const prefix = `${kind} `;
    const wish = prefix + (plain === '' ? kind : plain);
    return taken(this.#names, wish, prefix.length + LIMITS.nameLength - 4).slice(prefix.length);
  }
}

/** What is taken, and of what was cut the next number to try: thousands of one name are no square of thousands of tries. */
type Used = Map<string, number>;

/** The wish, or the wish with the lowest free number; cut only when numbered. */
function taken(used: Used, wish: string, cut: number): string {
  let free = wish;
  if (used.has(wish)) {
    const stem = wish.slice(0, cut);
    const key = `${stem}\n`;
    let n = used.get(key) ?? 2;
    do free = `${stem}-${n++}`;
    while (used.has(free));
    used.set(key, n);
  }
  used.set(free, 0);
  return free;
}

function idOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^\w.:-]+/g, '-')
    .replaceAll(/^[-_]+|[-_]+$/g, '');
  // Letters that an id cannot have would make many names one.
  const isLost = !/[a-zA-Z0-9]/.test(plain) || plain.length > WISH_MAX;
  if (!isLost) return plain;
  const hash = hashText(name, 0).toString(16).padStart(8, '0');
  return plain === '' || !/[a-zA-Z0-9]/.test(plain) ? `n-${hash}` : `${plain.slice(0, WISH_MAX - 9)}-${hash}`;
}
