/** docs/accuracy.md, from what a calibration found. */
import { presetFields } from '#core/scenario/presets.ts';
import { type BesideResults, besideSection } from '../verify/besidePage.ts';
import { type AnchorResult, anchorsOf, type FigureResult, type SystemResult, systemsOf, WITHIN } from './results.ts';

const percent = (part: number): string => `${Math.round(part * 1_000) / 10} %`;
const signed = (part: number): string => (percent(Math.abs(part)) === '0 %' ? '0 %' : `${part > 0 ? '+' : '−'}${percent(Math.abs(part))}`);
const number = (x: number): string => Number(x.toPrecision(4)).toLocaleString('en-US', { maximumFractionDigits: 3 });
const valued = (x: number, unit: string): string => `${number(x)}${unit === '' ? '' : ` ${unit}`}`;
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), `|${head.map(() => '---|').join('')}`, ...rows.map(row)].join('\n');

const INTRO = `# Accuracy

How far the cost model is from what was published of real systems, and from servers that ran beside it. The first part is written by
\`npm run calibrate\`: it plays a design like each measurement on the engine, fits a few parameters of each
[preset](file-format.md#presets), and compares. The last part is written by \`npm run verify:compose\`. A test holds the page to the code.

A figure is **fitted** if a parameter was chosen so that it is met, and **predicted** if nothing was chosen for it. The error of an anchor
is the median of its figures' errors, fitted ones included, without sign; beside it are that of the predicted ones alone, and the worst.`;

const LIMITS = `## What it does not have

- Pauses: garbage collection, elections of a busy controller, neighbours on the same disk. Tails are shorter than they are in life.
- Threads that hand work to one another: that a request waits some tens of microseconds more in each, idle or not (A3).
- Batching inside RabbitMQ's processes under load, and a client that shares its cores with the server: A14 with 10 in flight.
- Mirrored queues and Pulsar, of which A4 tells too.
- What varies by chance in a real server: the curve of A11 bends more slowly than the model's.`;

function anchorRow({ anchor, preset, figures, median, predicted, worst }: AnchorResult): string[] {
  const count = (kind: FigureResult['kind']) => figures.filter((f) => f.kind === kind && f.notCounted === undefined).length;
  return [
    anchor,
    `\`${preset}\``,
    `${count('fitted')} fitted, ${count('predicted')} predicted`,
    percent(median),
    predicted === undefined ? '' : percent(predicted),
    percent(worst),
    median <= WITHIN ? 'yes' : 'no',
  ];
}

const figureRow = ({ anchor, name, unit, published, modelled, error, kind, notCounted }: FigureResult): string[] => [
  anchor,
  name,
  valued(published, unit),
  valued(modelled, unit),
  signed(error),
  notCounted === undefined ? kind : `${kind}, not counted: ${notCounted}`,
];

export function accuracyPage(results: readonly SystemResult[], beside: BesideResults): string {
  const anchors = anchorsOf(results);
  const within = anchors.filter(({ median }) => median <= WITHIN).length;
  const predicted = anchors.filter((anchor) => (anchor.predicted ?? 0) <= WITHIN).length;
  const systems = systemsOf(results);
  const parameters = systems.map((system, s) => {
    const { params } = results[s]!;
    const fields = Object.entries({ ...presetFields(system.preset), ...system.fields(params) }).map(([field, value]) => `${field} ${value}`);
    const fitted = [...new Set(system.fits.map(({ param }) => param))];
    return [`\`${system.preset}\``, fields.join(', '), system.clients?.(params) ?? '', fitted.join(', ')];
  });
  return [
    INTRO,
    `## Anchors\n\n${within} of ${anchors.length} are within ±${percent(WITHIN)}; counting only what was predicted, ${predicted} are.`,
    table(['anchor', 'preset', 'figures', 'error', 'of what is predicted', 'worst', `within ${percent(WITHIN)}`], anchors.map(anchorRow)),
    '## Figures',
    table(
      ['anchor', 'figure', 'published', 'modelled', 'error', 'how'],
      anchors.flatMap(({ figures }) => figures.map(figureRow)),
    ),
    '## How each was measured',
    anchors.map(({ anchor, setup }) => `- **${anchor}** ${setup}.`).join('\n'),
    '## Parameters',
    table(['preset', 'servers', 'clients of the measurement', 'fitted'], parameters),
    'Where they come from, if they were not fitted, is said in `core/scenario/presets.ts`.',
    LIMITS,
    besideSection(beside),
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}
