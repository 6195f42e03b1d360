import { describe, expect, it } from 'vitest';
import { readWiring } from '#node/loadgen/readWiring.ts';

const WIRING = {
  servers: { rabbitmq: { system: 'rabbitmq', address: 'amqp://u:p@rabbitmq:5672' } },
  destinations: { q: { server: 'rabbitmq', kind: 'queue', name: 'orders' } },
};
const broken = (change: (wiring: any) => void): string => {
  const wiring = structuredClone(WIRING);
  change(wiring);
  const read = readWiring(JSON.stringify(wiring));
  return read.ok ? '' : read.error;
};

describe('wiring', () => {
  it('is read as it was written', () => expect(readWiring(JSON.stringify(WIRING))).toEqual({ ok: true, value: WIRING }));
  it('that is broken says where', () => {
    expect(readWiring('{').ok).toBe(false);
    expect(broken((w) => (w.servers.rabbitmq.system = 'nats'))).toContain('servers.rabbitmq.system');
    expect(broken((w) => (w.servers.rabbitmq.address = 5))).toContain('servers.rabbitmq.address');
    expect(broken((w) => (w.destinations.q.server = 'toString'))).toContain('destinations.q.server');
    expect(broken((w) => (w.destinations.q.kind = 'table'))).toContain('destinations.q.kind');
    expect(broken((w) => delete w.destinations.q.name)).toContain('destinations.q.name');
  });
});
