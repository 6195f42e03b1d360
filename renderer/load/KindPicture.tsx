/** What each kind of load looks like, small: drawn by the engine's own curve from an example of the kind. */
import type { LoadDoc } from '#core/scenario/scenario.ts';
import { curveOf, pathOf, peakOf, samples } from './curve.ts';

const WIDTH = 44;
const HEIGHT = 18;
const END_US = 60_000_000;

const EXAMPLES: Readonly<Record<Exclude<LoadDoc['kind'], 'replayMessages'>, LoadDoc>> = {
  constant: { kind: 'constant', rate: '55/s' },
  ramp: { kind: 'ramp', from: '10/s', to: '90/s', over: '50s' },
  steps: { kind: 'steps', steps: ['25/s', '50/s', '75/s', '95/s'].map((rate) => ({ rate, for: '15s' })) },
  spike: { kind: 'spike', base: '15/s', peak: '95/s', at: '18s', rise: '4s', hold: '14s', fall: '8s' },
  flashSale: { kind: 'flashSale', base: '6/s', countdown: '14s', at: '20s', peak: '95/s', decay: '6s', retryShare: 0.5, retryAfter: '16s' },
  sine: { kind: 'sine', mean: '50/s', amplitude: '42/s', period: '30s' },
  diurnal: { kind: 'diurnal', low: '8/s', high: '95/s', day: '60s' },
  cyclic: { kind: 'cyclic', min: '12/s', max: '90/s', up: '6s', hold: '8s', down: '6s', rest: '10s' },
  bursts: { kind: 'bursts', rates: ['15/s', '90/s'], holds: ['9s', '5s'] },
  drawn: {
    kind: 'drawn',
    points: [
      [0, 20],
      [9, 32],
      [17, 80],
      [23, 92],
      [31, 48],
      [38, 40],
      [48, 70],
      [60, 30],
    ].map(([at, rate]) => ({ at: `${at}s`, rate: `${rate}/s` })),
  },
  replayRates: {
    kind: 'replayRates',
    points: [20, 45, 30, 75, 95, 60, 82, 40, 55, 25].map((rate, i) => ({ at: `${i * 6}s`, rate: `${rate}/s` })),
  },
  users: { kind: 'users', users: 80, thinkTime: { kind: 'constant', value: '1s' }, rampUp: '25s' },
};

/** A message is a stroke. */
const MESSAGES = [1, 4, 6, 7, 11, 18, 20, 21, 23, 25, 30, 36, 38, 43].map((x) => `M${x},${HEIGHT}V${5 + ((x * 7) % 6)}`).join('');

export function KindPicture({ kind }: { readonly kind: LoadDoc['kind'] }) {
  return (
    <svg aria-hidden viewBox={`0 -1 ${WIDTH} ${HEIGHT + 2}`} width={WIDTH} height={HEIGHT + 2} className="block shrink-0 overflow-visible">
      <path d={pictureOf(kind)} className="fill-none stroke-(--kind-producer)" strokeWidth={1.5} strokeLinejoin="round" />
    </svg>
  );
}

const known = new Map<LoadDoc['kind'], string>();

function pictureOf(kind: LoadDoc['kind']): string {
  if (kind === 'replayMessages') return MESSAGES;
  let path = known.get(kind);
  if (path === undefined) {
    const curve = curveOf(EXAMPLES[kind]);
    const points = curve === undefined ? [] : samples(curve, END_US, 89);
    path = pathOf(points, { width: WIDTH, height: HEIGHT, endUs: END_US, topRate: Math.max(100, peakOf(points)) });
    known.set(kind, path);
  }
  return path;
}
