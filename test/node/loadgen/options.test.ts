import { describe, expect, it } from 'vitest';
import { readOptions } from '#node/loadgen/options.ts';

describe('options', () => {
  it('have defaults, also where Compose gives an empty text', () => {
    expect(readOptions({ LOADGEN_CLIENT: 'web', LOADGEN_START: '' })).toEqual({
      ok: true,
      value: {
        client: 'web',
        design: undefined,
        wiring: undefined,
        addresses: {},
        startMs: undefined,
        speed: 1,
        untilUs: undefined,
        exits: false,
        report: undefined,
        port: 9_400,
      },
    });
  });
  it('are what the environment says', () => {
    const env = {
      LOADGEN_CLIENT: 'web',
      LOADGEN_KAFKA: 'a:1,b:2',
      LOADGEN_AMQP: 'amqp://r',
      LOADGEN_ARTEMIS: 'amqp://q',
      LOADGEN_START: '1700000000000',
      LOADGEN_SPEED: '2',
      LOADGEN_UNTIL: '1.5',
      LOADGEN_EXIT: '1',
      LOADGEN_REPORT: 'r.json',
      LOADGEN_PORT: 'off',
    };
    expect(readOptions(env)).toMatchObject({
      value: {
        addresses: { kafka: 'a:1,b:2', rabbitmq: 'amqp://r', artemis: 'amqp://q' },
        startMs: 1_700_000_000_000,
        speed: 2,
        untilUs: 1_500_000,
        exits: true,
        report: 'r.json',
        port: undefined,
      },
    });
  });
  it.each([
    [{}, 'LOADGEN_CLIENT'],
    [{ LOADGEN_CLIENT: 'a', LOADGEN_SPEED: 'fast' }, 'LOADGEN_SPEED=fast'],
    [{ LOADGEN_CLIENT: 'a', LOADGEN_SPEED: '0' }, 'LOADGEN_SPEED=0'],
    [{ LOADGEN_CLIENT: 'a', LOADGEN_PORT: '70000' }, 'LOADGEN_PORT=70000'],
    [{ LOADGEN_CLIENT: 'a', LOADGEN_UNTIL: '-1' }, 'LOADGEN_UNTIL=-1'],
  ])('that cannot be read are named: %o', (env, said) => {
    const read = readOptions(env);
    expect(read.ok ? '' : read.error).toContain(said);
  });
});
