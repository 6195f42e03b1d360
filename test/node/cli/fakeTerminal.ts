/** A terminal that keeps what it is told. */
import type { Language } from '#core/scenario/issueText.ts';
import type { Terminal } from '#node/cli/terminal.ts';

export interface FakeTerminal extends Terminal {
  readonly printed: { out: string; err: string };
  interrupt(): void;
  /** Commands that still listen for Ctrl-C. */
  listeners(): number;
}

export function fakeTerminal(
  options: { readonly language?: Language; readonly isInteractive?: boolean; readonly input?: readonly Uint8Array[] } = {},
): FakeTerminal {
  const printed = { out: '', err: '' };
  const listening = new Set<() => void>();
  const { input = [] } = options;
  return {
    printed,
    out: (text) => void (printed.out += text),
    err: (text) => void (printed.err += text),
    isInteractive: options.isInteractive ?? false,
    language: options.language ?? 'en',
    stdin: {
      async *[Symbol.asyncIterator]() {
        yield* input;
      },
    },
    onInterrupt(listener) {
      listening.add(listener);
      return () => void listening.delete(listener);
    },
    interrupt: () => {
      for (const listener of listening) listener();
    },
    listeners: () => listening.size,
  };
}

/** The text of a scenario with these nodes and edges. */
export const scenarioText = (model: object): string => JSON.stringify({ format: 'spillway', version: 1, model });

/** A shop that offers 100 records a second to a queue that one worker empties. */
export const SHOP = {
  horizon: '2s',
  nodes: {
    p: { kind: 'producer', name: 'shop', arrivals: 'even' },
    q: { kind: 'queue', name: 'orders' },
    c: { kind: 'consumer', name: 'worker' },
  },
  edges: { pq: { from: 'p', to: 'q' }, qc: { from: 'q', to: 'c' } },
};
