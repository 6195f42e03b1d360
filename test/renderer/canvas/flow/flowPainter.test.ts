import { describe, expect, it } from 'vitest';
import { newEdge, newNode } from '#core/scenario/defaults.ts';
import { type FlowInput, FlowPainter } from '../../../../renderer/canvas/flow/flowPainter.ts';
import { SceneBuilder } from '../../../../renderer/canvas/flow/flowScene.ts';
import type { FlowTheme } from '../../../../renderer/canvas/flow/flowTheme.ts';
import { createRunStore, type RunState } from '../../../../renderer/engine/runStore.ts';
import { seriesOf } from '../../../support/series.ts';

/** A canvas that keeps what was drawn on it since it was last cleared, and counts how often that was. */
class Picture {
  readonly drawn = new Map<string, number>();
  readonly canvas = { width: 0, height: 0, style: { transform: '' } };
  clearings = 0;
  readonly context = new Proxy({} as Record<string, unknown>, {
    get: (target, name: string) => {
      if (name === 'canvas') return this.canvas;
      if (name in target) return target[name];
      return (text: string) => {
        if (name === 'clearRect') {
          this.clearings++;
          this.drawn.clear();
        }
        this.drawn.set(name, (this.drawn.get(name) ?? 0) + 1);
        return name === 'measureText' ? { width: text.length * 6 } : undefined;
      };
    },
    set: (target, name: string, value) => {
      target[name] = value;
      return true;
    },
  }) as unknown as CanvasRenderingContext2D;
  count(name: string): number {
    return this.drawn.get(name) ?? 0;
  }
}

const model = {
  seed: 1,
  horizon: '1m',
  nodes: { p: newNode('producer', 'p'), q: newNode('queue', 'q') },
  edges: { e: newEdge('p', 'q') },
  faults: [],
  objectives: [],
};
const scene = new SceneBuilder().build(model, (id) => ({ at: { x: id === 'p' ? 0 : 500, y: 0 } }));
const series = (perSec: number) =>
  seriesOf(20, 100_000, [
    ['p', 'out', (row) => (perSec / 10) * (row + 1)],
    ['q', 'in', (row) => (perSec / 10) * (row + 1)],
    ['e', 'records', (row) => (perSec / 10) * (row + 1)],
  ]);
const theme = { font: 'sans', tones: {}, bars: {} } as FlowTheme;
const view = { x: 0, y: 0, zoom: 1, width: 1_000, height: 600, pixelRatio: 1 };
const text = { words: {} as FlowInput['text']['words'], language: 'en' as const };
const running = (perSec = 1_000): RunState => ({ ...createRunStore().getState(), runId: 1, phase: 'running', series: series(perSec) });

function setUp(first: Partial<FlowInput> = {}) {
  const flow = new Picture();
  const numbers = new Picture();
  const painter = new FlowPainter(flow.context, numbers.context);
  const input: FlowInput = { run: running(), scene, view, theme, text, isStill: false, ...first };
  return { flow, numbers, painter, input };
}

describe('the flow layer', () => {
  it('draws moving messages on one canvas, the line and the figures on the other', () => {
    const { flow, numbers, painter, input } = setUp();
    expect(painter.frame(1_000, input)).toBe(true);
    expect(flow.count('fillRect')).toBeGreaterThan(5);
    expect([flow.count('stroke'), flow.count('fillText')]).toEqual([0, 0]);
    expect(numbers.count('stroke')).toBeGreaterThan(0);
    expect(numbers.count('fillText')).toBeGreaterThan(4);
  });

  it('draws messages at each frame and figures at most ten times a second', () => {
    const { flow, numbers, painter, input } = setUp();
    for (let frame = 0; frame <= 60; frame++) {
      const grown = running();
      const own = input.run.series;
      own?.accept({
        runId: 1,
        rows: 1,
        columns: 4,
        data: Float64Array.of(2_000_000 + 16_667 * (frame + 1), 2_000 + frame, 2_000 + frame, 2_000 + frame),
        events: [],
        eventsDropped: 0,
      });
      painter.frame(1_000 + frame * 16.667, { ...input, run: { ...grown, series: own } });
    }
    expect(flow.clearings).toBe(61);
    expect(numbers.clearings).toBeLessThanOrEqual(11);
    expect(numbers.clearings).toBeGreaterThanOrEqual(8);
  });

  it('moves the picture of the figures along with the view, and draws it anew when the view has come to rest', () => {
    const { numbers, painter, input } = setUp();
    painter.frame(1_000, input);
    const moved = { ...input, view: { ...view, x: 40, y: -20 } };
    expect(painter.frame(1_016, moved)).toBe(true);
    expect([numbers.clearings, numbers.canvas.style.transform]).toEqual([1, 'translate(40px, -20px) scale(1)']);
    painter.frame(1_032, { ...moved, view: { ...view, x: 0, y: 0, zoom: 2 } });
    expect(numbers.canvas.style.transform).toBe('translate(0px, 0px) scale(2)');
    painter.frame(1_048, moved);
    painter.frame(1_064, moved);
    expect([numbers.clearings, numbers.canvas.style.transform]).toEqual([2, '']);
  });

  it('asks for no frame when nothing runs', () => {
    const { painter, input } = setUp({ run: { ...running(), phase: 'paused' } });
    for (let frame = 0; frame < 60; frame++) painter.frame(1_000 + frame * 50, input);
    expect(painter.frame(5_000, input)).toBe(false);
  });
});

describe('with less motion', () => {
  it('nothing travels: the lines and figures tell the rate', () => {
    const { flow, numbers, painter, input } = setUp({ isStill: true });
    expect(painter.frame(1_000, input)).toBe(false);
    expect(flow.count('fillRect')).toBe(0);
    expect(numbers.count('stroke')).toBeGreaterThan(0);
    expect(numbers.count('fillText')).toBeGreaterThan(4);
  });

  it('a rate so low that its messages would be seen one by one has its line too', () => {
    const wires = (isStill: boolean) => {
      const { numbers, painter, input } = setUp({ run: running(10), isStill });
      painter.frame(1_000, input);
      return numbers.count('moveTo');
    };
    expect([wires(false), wires(true)]).toEqual([0, 1]);
  });

  it('a change of the wish is followed at once, both ways', () => {
    const { flow, painter, input } = setUp();
    painter.frame(1_000, input);
    painter.frame(1_016, { ...input, isStill: true });
    expect(flow.count('fillRect')).toBe(0);
    painter.frame(1_032, input);
    expect(flow.count('fillRect')).toBeGreaterThan(5);
  });
});
