/** A part of a design while it is read: edges that may be drawn, no more of anything than fits, and what there is to say. */
import { LIMITS } from '../../base/limits.ts';
import { kindsRefusal } from '../../scenario/canConnect.ts';
import { newEdge } from '../../scenario/defaults.ts';
import type { EdgeDoc, EdgeId, NodeDoc, NodeId } from '../../scenario/scenario.ts';
import { FreeIds } from './freeIds.ts';
import type { BothTexts, Finding, ImportPart, Place, Spot } from './imported.ts';

/** More findings than this nobody reads; the rest is counted. */
const FINDINGS_MAX = 500;

export class Draft {
  readonly nodes = new Map<NodeId, NodeDoc>();
  readonly edges = new Map<EdgeId, EdgeDoc>();
  readonly #ids: FreeIds;
  readonly #pairs = new Map<string, EdgeId>();
  readonly #findings: Finding[] = [];
  #untold = 0;
  #partitions = 0;
  #instances = 0;

  constructor(ids: FreeIds = new FreeIds()) {
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

  part(spots: readonly Spot[] = []): ImportPart {
    return { nodes: Object.fromEntries(this.nodes), edges: Object.fromEntries(this.edges), findings: this.findings, spots };
  }

  /**
   * Its name is made one that a design takes: cut, without control characters, and no second one of its kind; its id is what is
   * wished, or the name, as near as can be. Undefined: there is no room.
   */
  add(doc: NodeDoc, place: Place, wish?: string): NodeId | undefined {
    const [partitions, instances] = [doc.kind === 'topic' ? doc.partitions : 0, doc.kind === 'consumer' ? doc.count : 0];
    const isRoom = this.nodes.size < LIMITS.nodes && this.#partitions + partitions <= LIMITS.partitions && this.#instances + instances <= LIMITS.instances;
    if (!isRoom) return this.#full(place);
    this.#partitions += partitions;
    this.#instances += instances;
    const name = this.#ids.name(doc.kind, doc.name);
    const id = this.#ids.node(wish ?? name);
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
    if (this.edges.size >= LIMITS.edges) return this.#full(place);
    const id = this.#ids.edge(from, to);
    this.edges.set(id, { ...newEdge(from, to), ...given });
    this.#pairs.set(pair, id);
    return id;
  }

  /** The edge from here to there. */
  edgeBetween = (from: NodeId, to: NodeId): EdgeId | undefined => this.#pairs.get(`${from} ${to}`);

  #isFull = false;
  #full(place: Place): undefined {
    if (this.#isFull) return undefined;
    this.#isFull = true;
    const { nodes, edges, partitions, instances } = LIMITS;
    this.tell('limit', 'error', place, [], {
      en: `A design holds ${nodes} components, ${edges} connections, ${partitions} partitions and ${instances} consumer instances; what is more was left out.`,
      zh: `一个设计最多有 ${nodes} 个组件、${edges} 条连线、${partitions} 个分区和 ${instances} 个消费者实例；超出的部分已略去。`,
    });
    return undefined;
  }
}
