/** A design while it is read from files: ids and names that are allowed and unique, edges that may be drawn, and what there is to say. */
import { LIMITS } from '../../base/limits.ts';
import { kindsRefusal } from '../../scenario/canConnect.ts';
import { newEdge } from '../../scenario/defaults.ts';
import type { EdgeDoc, EdgeId, NodeDoc, NodeId } from '../../scenario/scenario.ts';
import type { BothTexts, Finding, Place } from './imported.ts';

/** More findings than this nobody reads; the rest is counted. */
const FINDINGS_MAX = 500;
const ID_MAX = 48;

/** Hands out ids once: of what a name has, letters and digits and . _ - */
export class Ids {
  readonly #taken = new Set<string>(['__proto__']);
  /** By base: the number to try next, so that many of one name do not take long. */
  readonly #next = new Map<string, number>();

  take(wanted: string): string {
    const plain = wanted.replaceAll(/[^\w.-]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, ID_MAX);
    const base = plain === '' ? 'node' : plain;
    let id = base;
    let n = this.#next.get(base) ?? 2;
    for (; this.#taken.has(id); n++) id = `${base}-${n}`;
    this.#next.set(base, n);
    this.#taken.add(id);
    return id;
  }
}

export class Draft {
  readonly nodes = new Map<NodeId, NodeDoc>();
  readonly edges = new Map<EdgeId, EdgeDoc>();
  readonly #ids: Ids;
  readonly #names = new Set<string>();
  readonly #pairs = new Map<string, EdgeId>();
  readonly #findings: Finding[] = [];
  #untold = 0;

  constructor(ids: Ids = new Ids()) {
    this.#ids = ids;
  }

  get findings(): readonly Finding[] {
    const last = this.#findings.at(-1);
    if (last === undefined || this.#untold === 0) return this.#findings;
    const text = { en: `… and ${this.#untold} more findings.`, zh: `……以及另外 ${this.#untold} 条。` };
    return [...this.#findings, { code: 'more', severity: 'info', place: last.place, nodes: [], text }];
  }

  tell(code: string, severity: Finding['severity'], place: Place, nodes: readonly NodeId[], text: BothTexts): void {
    const { file, line, column } = place;
    if (this.#findings.length < FINDINGS_MAX) this.#findings.push({ code, severity, place: { file, line, column }, nodes, text });
    else this.#untold++;
  }

  /** Its name is made one that a design takes: cut, without control characters, and no second one of its kind. Undefined: there is no room. */
  add(doc: NodeDoc, place: Place): NodeId | undefined {
    if (this.nodes.size >= LIMITS.nodes) return void this.#full(place);
    const name = this.#fit(doc);
    const id = this.#ids.take(name);
    this.nodes.set(id, name === doc.name ? doc : { ...doc, name });
    if (name !== doc.name) {
      const shown = doc.name.slice(0, 60);
      this.tell('name', 'info', place, [id], { en: `“${shown}” is called “${name}” in the design.`, zh: `“${shown}”在设计中叫做“${name}”。` });
    }
    return id;
  }

  /** Undefined if no such edge may be drawn, or there is one from here to there already, or no room. */
  connect(from: NodeId, to: NodeId, place: Place, given: Partial<EdgeDoc> = {}): EdgeId | undefined {
    const [source, target] = [this.nodes.get(from), this.nodes.get(to)];
    const pair = `${from} ${to}`;
    if (source === undefined || target === undefined || from === to || this.#pairs.has(pair)) return undefined;
    if (kindsRefusal(source.kind, target.kind) !== undefined) return undefined;
    if (this.edges.size >= LIMITS.edges) return void this.#full(place);
    const id = this.#ids.take(`${from.slice(0, 22)}-${to.slice(0, 22)}`);
    this.edges.set(id, { ...newEdge(from, to), ...given });
    this.#pairs.set(pair, id);
    return id;
  }

  /** The edge from here to there. */
  edgeBetween = (from: NodeId, to: NodeId): EdgeId | undefined => this.#pairs.get(`${from} ${to}`);

  #isFull = false;
  #full(place: Place): void {
    if (this.#isFull) return;
    this.#isFull = true;
    const { nodes, edges } = LIMITS;
    this.tell('limit', 'error', place, [], {
      en: `A design holds ${nodes} components and ${edges} connections; from here on it is left out.`,
      zh: `一个设计最多有 ${nodes} 个组件和 ${edges} 条连线；从这里起略去。`,
    });
  }

  #fit({ kind, name }: NodeDoc): string {
    const cut = (max: number): string => Array.from(plain.slice(0, max)).filter((c) => !/^[\ud800-\udfff]$/.test(c)).join('').trim();
    const plain = name.replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ').trim();
    const base = cut(LIMITS.nameLength) || kind;
    let fitted = base;
    for (let n = 2; this.#names.has(`${kind} ${fitted}`); n++) fitted = `${cut(LIMITS.nameLength - 8) || kind} (${n})`;
    this.#names.add(`${kind} ${fitted}`);
    return fitted;
  }
}
