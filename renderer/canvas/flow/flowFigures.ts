/** What the flow layer tells of a scene, read from the run at most ten times a second: figures of nodes, rates and looks of edges, by their indexes. */
import type { Language } from '../../charts/format.ts';
import { rateWindowUs } from '../../charts/rateWindow.ts';
import type { RunState } from '../../engine/runStore.ts';
import type { Series } from '../../engine/series.ts';
import { Calm } from './calm.ts';
import { type EdgeMode, edgeMode } from './edgeStyle.ts';
import type { Scene } from './flowScene.ts';
import { isMeasured, type NodeFigure, nodeFigure } from './nodeFigures.ts';

export interface EdgeLooks {
  /** Records per virtual second. */
  readonly rates: Float64Array;
  /** The same for reading: it changes less often. */
  readonly shownRates: Float64Array;
  readonly modes: readonly EdgeMode[];
  /** It leads to what cannot take more, or from a producer that cannot send what it should. */
  readonly hot: readonly boolean[];
  /** Column of its counter of records; −1: not measured. */
  readonly columns: Int32Array;
}

const NO_LOOKS: EdgeLooks = { rates: new Float64Array(0), shownRates: new Float64Array(0), modes: [], hot: [], columns: new Int32Array(0) };

export class FlowFigures {
  /** Undefined: nothing measured. */
  nodes: readonly (NodeFigure | undefined)[] = [];
  edges: EdgeLooks = NO_LOOKS;
  readonly #calm = new Map<string, Calm>();
  readonly #modes = new Map<string, EdgeMode>();

  /** Another run: nothing of the last one is remembered. */
  reset(): void {
    this.#calm.clear();
    this.#modes.clear();
  }

  /** `pace`: virtual seconds per host second. */
  refresh(series: Series, phase: RunState['phase'], scene: Scene, language: Language, hostMs: number, pace: number): void {
    const isRunning = phase === 'running';
    const calmOf = (id: string): Calm => {
      const calm = this.#calm.get(id) ?? new Calm();
      this.#calm.set(id, calm);
      return calm.at(hostMs, isRunning);
    };
    this.nodes = scene.nodes.map(({ id, doc }) => (isMeasured(series, id) ? nodeFigure(series, id, doc, language, calmOf(id)) : undefined));
    const hot = new Set<string>();
    const heldBack = new Set<string>();
    if (phase !== 'ended') {
      scene.nodes.forEach(({ id, doc }, i) => {
        if (this.nodes[i]?.isHot !== true) return;
        hot.add(id);
        if (doc.kind === 'producer') heldBack.add(id);
      });
    }
    const columns = Int32Array.from(scene.edges, ({ id }) => series.column(id, 'records'));
    const rates = Float64Array.from(scene.edges, ({ fromKind }, i) => series.rate(columns[i] ?? -1, rateWindowUs(fromKind)));
    this.edges = {
      columns,
      rates,
      shownRates: rates.map((rate, i) => calmOf(scene.edges[i]?.id ?? '').steady('rate', rate)),
      modes: scene.edges.map(({ id }, i) => this.#mode(id, phase === 'ended' ? 0 : (rates[i] ?? 0), pace)),
      hot: scene.edges.map(({ from, to }) => hot.has(to) || heldBack.has(from)),
    };
  }

  #mode(id: string, rate: number, pace: number): EdgeMode {
    const mode = edgeMode(rate, pace, this.#modes.get(id));
    this.#modes.set(id, mode);
    return mode;
  }
}
