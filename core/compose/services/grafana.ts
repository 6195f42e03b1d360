/** Panels of a Grafana dashboard, and where they stand: rows of a grid 24 wide, in its JSON model (grafana.com, docs/dashboards/json-model). */

const DATASOURCE = { type: 'prometheus', uid: 'prometheus' } as const;
const WIDTH = 24;

export interface Query {
  readonly expr: string;
  readonly legend: string;
  /** It counts things and has the axis on the right. */
  readonly isCount?: boolean;
}

interface Panel {
  readonly type: 'stat' | 'timeseries';
  readonly w: number;
  readonly h: number;
  readonly json: Readonly<Record<string, unknown>>;
}

export interface Block {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** A value inside double quotes of PromQL. Grafana puts values of its variables for `$name` and `[[name]]`: neither sign stays. */
export const inString = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('$', '\\x24').replaceAll('[', '\\x5b');

const REFS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const targets = (queries: readonly Query[]): unknown[] =>
  queries.map(({ expr, legend }, i) => ({ refId: REFS[i], datasource: DATASOURCE, editorMode: 'code', expr, legendFormat: legend, range: true }));

interface GraphOptions {
  readonly description?: string;
  readonly unit?: string;
  /** What the axis of counts is called. */
  readonly count?: string;
}

export function graph(title: string, axis: string, queries: readonly Query[], { description, unit = 'short', count = '' }: GraphOptions = {}): Panel {
  const overrides = queries.flatMap(({ isCount }, i) => (isCount === true ? [rightAxis(REFS[i] as string, count)] : []));
  const custom = { drawStyle: 'line', lineWidth: 1, fillOpacity: 8, showPoints: 'never', spanNulls: false, axisLabel: axis, axisSoftMin: 0 };
  return {
    type: 'timeseries',
    w: 8,
    h: 8,
    json: {
      title,
      ...(description === undefined ? {} : { description }),
      datasource: DATASOURCE,
      fieldConfig: { defaults: { unit, min: 0, custom }, overrides },
      options: { legend: { displayMode: 'list', placement: 'bottom', showLegend: true }, tooltip: { mode: 'multi', sort: 'none' } },
      targets: targets(queries),
    },
  };
}

const rightAxis = (refId: string, label: string): unknown => ({
  matcher: { id: 'byFrameRefID', options: refId },
  properties: [
    { id: 'custom.axisPlacement', value: 'right' },
    { id: 'custom.axisLabel', value: label },
    { id: 'custom.lineStyle', value: { fill: 'dash', dash: [6, 4] } },
  ],
});

/** One figure now; from `bad` on it is red. */
export function stat(title: string, expr: string, { bad, unit = 'short' }: { readonly bad?: number; readonly unit?: string } = {}): Panel {
  const steps = [{ color: bad === undefined ? 'text' : 'green', value: null }, ...(bad === undefined ? [] : [{ color: 'red', value: bad }])];
  return {
    type: 'stat',
    w: 4,
    h: 4,
    json: {
      title,
      datasource: DATASOURCE,
      fieldConfig: { defaults: { unit, decimals: 0, thresholds: { mode: 'absolute', steps } }, overrides: [] },
      options: { reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false }, graphMode: 'area', colorMode: 'value', textMode: 'auto' },
      targets: targets([{ expr, legend: '' }]),
    },
  };
}

/** Blocks one below the other, each under its heading; panels from left to right, as many as fit beside each other. */
export function grid(blocks: readonly Block[]): unknown[] {
  const panels: unknown[] = [];
  let y = 0;
  const add = (type: string, json: object, w: number, h: number, x: number): void => {
    panels.push({ id: panels.length + 1, type, ...json, gridPos: { x, y, w, h } });
  };
  for (const block of blocks) {
    add('row', { title: block.title, collapsed: false, panels: [] }, WIDTH, 1, 0);
    y += 1;
    let x = 0;
    let height = 0;
    for (const { type, w, h, json } of block.panels) {
      if (x + w > WIDTH) {
        y += height;
        [x, height] = [0, 0];
      }
      add(type, json, w, h, x);
      x += w;
      height = Math.max(height, h);
    }
    y += height;
  }
  return panels;
}
