import { describe, expect, test } from 'vitest';
import { ENGINE } from '#core/base/engineVersion.ts';
import { traceDigest } from '#core/base/traceDigest.ts';
import { compile } from '#core/compile/compile.ts';
import { patch } from '#core/compile/patch.ts';
import { formatRecording, type RecordedInput, type Recording } from '#core/scenario/recording.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { replay } from '#node/cli/replay.ts';
import { documentOf, modelOf, node } from '../../support/design.ts';
import { TestScreen } from '../../support/testPort.ts';
import { fakeTerminal } from './fakeTerminal.ts';

const designOf = (workers: number): Scenario =>
  documentOf(
    modelOf(
      {
        p: node('producer', { load: { kind: 'constant', rate: '200/s' } }),
        b: node('broker'),
        q: node('queue', { broker: 'b' }),
        c: node('consumer', { count: workers, workTime: { kind: 'exponential', mean: '4ms' } }),
      },
      ['p>q', 'q>c'],
      { horizon: '10s' },
      '1ms',
    ),
    'recorded',
  );

/** Ten seconds with a spike, a fault, its repair and a second worker, at paces and with pauses, up to the last sample. */
function recorded(): Recording {
  const [before, after] = [compile(designOf(1).model).plan!, compile(designOf(2).model).plan!];
  expect(patch(before, after).kind).toBe('live');
  const screen = new TestScreen();
  screen.load(before);
  const post = (input: Parameters<TestScreen['command']>[0] & { kind: 'input' }) => screen.command(input);
  screen.command({ kind: 'pace', pace: 10 });
  screen.command({ kind: 'run' });
  screen.host.advance(150_000);
  post({ kind: 'input', input: { kind: 'spike', node: 'p', factor: 5, forUs: 1_000_000 } });
  screen.command({ kind: 'pause' });
  screen.command({ kind: 'step', events: 123 });
  post({ kind: 'input', input: { kind: 'fault', fault: { kind: 'linkPartition', target: 'q-c', forUs: null, way: 'both' } } });
  screen.command({ kind: 'run' });
  screen.host.advance(200_000);
  post({ kind: 'input', input: { kind: 'patch', plan: after } });
  post({ kind: 'input', input: { kind: 'repair', target: '' } });
  screen.runOut();
  const inputs = screen
    .all('input')
    .map(({ entry: { atUs, input } }): RecordedInput => (input.kind === 'patch' ? { atUs, kind: 'design', scenario: designOf(2) } : { atUs, ...input }));
  expect(inputs.map(({ kind }) => kind)).toEqual(['spike', 'fault', 'design', 'repair']);
  const last = (metric: string) => screen.series('', metric).at(-1)!;
  expect(traceDigest(last('traceA'), last('traceB'))).toBe(screen.last('ended')!.report.traceHash);
  return { engine: ENGINE, endUs: last('time'), events: last('events'), traceHash: traceDigest(last('traceA'), last('traceB')), scenario: designOf(1), inputs };
}

const replayIt = async (text: string, options: { language?: 'zh' } = {}) => {
  const terminal = fakeTerminal({ ...options, input: [new TextEncoder().encode(text)] });
  return { code: await replay('-', terminal), ...terminal.printed };
};

describe('replay', () => {
  const recording = recorded();

  test('[R23] repeats a recorded run to the same trace', async () => {
    const { code, out, err } = await replayIt(formatRecording(recording));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(new RegExp(`^same run: 10s of virtual time, .* events, 4 inputs, trace ${recording.traceHash}\n$`));
    expect((await replayIt(formatRecording(recording), { language: 'zh' })).out).toMatch(/^运行一致/);
  });

  test('3 when it comes to something else, 1 when another engine recorded it', async () => {
    const [first, ...rest] = recording.inputs;
    const changed = { ...recording, inputs: [{ ...first, factor: 6 } as RecordedInput, ...rest] };
    expect(await replayIt(formatRecording(changed))).toMatchObject({ code: 3, out: '', err: expect.stringMatching(/^DIFFERENT: trace/) });
    const other = { ...changed, engine: 'spillway-0' };
    expect(await replayIt(formatRecording(other))).toMatchObject({ code: 1, err: expect.stringContaining('recorded by engine spillway-0') });
  });

  test('2 and a line for each fault of a file', async () => {
    const { code, err } = await replayIt(formatRecording(recording).replace('"factor":5', '"factor":"five"').replace('"node":"p"', '"node":"ghost"'));
    expect(code).toBe(2);
    expect(err.split('\n')).toEqual([
      expect.stringContaining('inputs.0.node: The design in force then has nothing named "ghost"'),
      expect.stringContaining('inputs.0.factor: The value has the wrong type: string instead of number.'),
      '',
    ]);
    expect((await replayIt('{"format": "spillway"}')).err).toContain('not a recorded run');
    expect((await replayIt('{"format": "spillway-recording", "version": 9}')).err).toContain('format version 9');
  });
});
