/** What the load generator is told by its environment. A value nobody can read is a fault, never a default. */
import { type WiredSystem } from '#core/compose/wiring.ts';
import { err, ok, type Result } from '#core/base/result.ts';

export interface LoadgenOptions {
  readonly client: string;
  readonly design: string | undefined;
  readonly wiring: string | undefined;
  /** In place of the wiring's addresses. */
  readonly addresses: Readonly<Partial<Record<WiredSystem, string>>>;
  /** Epoch, ms; undefined: once connected. */
  readonly startMs: number | undefined;
  readonly speed: number;
  /** Undefined: the design's horizon. */
  readonly untilUs: number | undefined;
  readonly exits: boolean;
  readonly report: string | undefined;
  /** Undefined: no server for the figures. */
  readonly port: number | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

const PORT = 9_400;
const ADDRESSES = { kafka: 'LOADGEN_KAFKA', rabbitmq: 'LOADGEN_AMQP', artemis: 'LOADGEN_ARTEMIS' } as const satisfies Record<WiredSystem, string>;

/** An error is a sentence for the log. */
export function readOptions(env: Env): Result<LoadgenOptions, string> {
  // Compose gives a variable nobody set as an empty text.
  const text = (name: string): string | undefined => (env[name] === undefined || env[name] === '' ? undefined : env[name]);
  const faults: string[] = [];
  const number = (name: string, isFit: (value: number) => boolean, wanted: string): number | undefined => {
    const given = text(name);
    if (given === undefined) return undefined;
    const value = Number(given);
    if (isFit(value)) return value;
    faults.push(`${name}=${given}: ${wanted} is wanted.`);
    return undefined;
  };
  const client = text('LOADGEN_CLIENT');
  if (client === undefined) faults.push('LOADGEN_CLIENT is missing: the node id of the producer or consumer to play.');
  const startMs = number('LOADGEN_START', (v) => Number.isFinite(v) && v >= 0, 'an instant in ms since 1970');
  const speed = number('LOADGEN_SPEED', (v) => v > 0 && v <= 1_000, 'a factor above 0, at most 1000') ?? 1;
  const untilS = number('LOADGEN_UNTIL', (v) => Number.isFinite(v) && v >= 0, 'a number of seconds');
  const port = text('LOADGEN_PORT') === 'off' ? undefined : (number('LOADGEN_PORT', (v) => Number.isInteger(v) && v >= 0 && v <= 65_535, 'a port') ?? PORT);
  if (faults.length > 0) return err(faults.join('\n'));
  const addresses: Partial<Record<WiredSystem, string>> = {};
  for (const [system, name] of Object.entries(ADDRESSES)) {
    const address = text(name);
    if (address !== undefined) addresses[system as WiredSystem] = address;
  }
  return ok({
    client: client ?? '',
    design: text('LOADGEN_DESIGN'),
    wiring: text('LOADGEN_WIRING'),
    addresses,
    startMs,
    speed,
    untilUs: untilS === undefined ? undefined : untilS * 1e6,
    exits: text('LOADGEN_EXIT') === '1',
    report: text('LOADGEN_REPORT'),
    port,
  });
}
