/** The part of docs/accuracy.md that stands a run beside a real server, from what a verification found. */
import { median } from '../calibrate/results.ts';
import type { Beside, Figures } from './beside.ts';

export interface BesideResults {
  /** Of the machine that had the servers. */
  readonly machine: string;
  readonly results: readonly Beside[];
}

const FIGURES = [
  ['mean', 'throughput, mean', 'messages/s'],
  ['peak', 'throughput, best second', 'messages/s'],
  ['peakBacklog', 'highest backlog', 'messages'],
  ['deadLetters', 'dead letters at the end', 'messages'],
] as const satisfies readonly (readonly [keyof Figures, string, string])[];

const number = (x: number): string => Number(x.toPrecision(4)).toLocaleString('en-US', { maximumFractionDigits: 1 });
const signed = (part: number): string => {
  const text = `${Math.abs(100 * part).toFixed(1)} %`;
  return text === '0.0 %' ? '0 %' : `${part > 0 ? '+' : '−'}${text}`;
};

/** Error of the simulator: how far it is from the server, as a part of what the server had. */
export const errorOf = (simulated: number, real: number): number => (real === 0 ? (simulated === 0 ? 0 : 1) : simulated / real - 1);

/** Rows of name, simulated, real, error: against the median of the runs, whose lowest and highest are told where there are several. */
export const rowsOf = ({ simulated, real }: Beside): (readonly [name: string, simulated: string, real: string, error: number])[] =>
  FIGURES.flatMap(([key, name, unit]) => {
    const simulation = simulated[key];
    const servers = real.flatMap((figures) => figures[key] ?? []);
    if (simulation === undefined || servers.length === 0) return [];
    const middle = median(servers);
    const range = servers.length === 1 ? '' : ` (${number(Math.min(...servers))} … ${number(Math.max(...servers))})`;
    return [[name, `${number(simulation)} ${unit}`, `${number(middle)}${range} ${unit}`, errorOf(simulation, middle)] as const];
  });

/** From how many runs the figures are, and what follows from that. */
function runsTold(results: readonly Beside[]): string {
  const counts = results.map(({ real }) => real.length);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  if (most === 1) return 'Each design was played once on the server: how much that varies from run to run cannot be seen here.';
  const times = least === most ? `${most}` : `${least} to ${most}`;
  return `Each design was played ${times} times, each on a new server: real is the median, with the lowest and the highest in brackets.`;
}

/** Markdown, ending in a newline; empty before the first verification. */
export function besideSection({ machine, results }: BesideResults): string {
  if (results.length === 0) return '';
  const rows = results.flatMap((result) =>
    rowsOf(result).map(([name, simulated, real, error]) => `| \`${result.id}\` | ${name} | ${simulated} | ${real} | ${signed(error)} | ${result.server} |`),
  );
  return `## Beside a real server

The same design, simulated and real: it is exported, its servers are started as processes, and the exported load generator sends and works as
designed, for the same time and with the same messages. \`npm run verify:compose\` does it and writes this part. The designs are in
\`test/verify/designs/\`; nothing was fitted to them. The error is the simulator's.

**This part reports and does not judge**: no error passes or fails, and the command ends well with any of them.
${runsTold(results)}
\`-- --only beside --runs 5\` plays each five times.

| design | figure | simulated | real | error | server |
|---|---|---|---|---|---|
${rows.join('\n')}

The throughput is what consumers finished. The backlog is read once a second: of a topic, its end less what the group committed; of a queue,
its ready messages. Servers, load and workers shared one machine: ${machine}. A busy one is slower than the design, which
leaves a larger backlog than was simulated.
`;
}
