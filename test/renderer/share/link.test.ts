/** Links: what goes in comes out, and what a stranger made of one is explained. */
import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { recordedRun } from '#core/compile/recordedRun.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import type { RecordedInput, Recording } from '#core/scenario/recording.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import { replay } from '#node/replayHost.ts';
import { baseOf, LINK_CHARACTERS_MAX, linkOfDesign, linkOfRun, readLink } from '../../../renderer/share/link.ts';
import { documentOf, modelOf, node } from '../../support/design.ts';

const wire = (bytes: Uint8Array): string => `#s=1.${Buffer.from(deflateSync(bytes)).toString('base64url')}`;
const wireText = (text: string): string => wire(new TextEncoder().encode(text));
const faultOf = (link: string) => readLink(link).fault?.kind;

const design: Scenario = documentOf(
  modelOf(
    { p: node('producer', { load: { kind: 'constant', rate: '200/s' } }), q: node('queue'), c: node('consumer') },
    ['p>q', 'q>c'],
    { horizon: '10s' },
    '1ms',
  ),
  '秒杀 “flash sale”',
);

/** What Node itself makes of a design with these inputs, as a recording. */
async function recordingOf(scenario: Scenario, inputs: readonly RecordedInput[], events: number): Promise<Recording> {
  const draft: Recording = { engine: 'test', endUs: 10_000_000, events, traceHash: '0'.repeat(16), scenario, inputs };
  const { run } = recordedRun(draft);
  const { traceHash, nowUs } = await replay(run!.origin, run!.journal, events);
  return { ...draft, traceHash, endUs: Math.max(nowUs, inputs.at(-1)?.atUs ?? 0) };
}

describe('a link', () => {
  it.each(EXAMPLES.map(({ id, scenario }) => [id, scenario] as const))('holds the example %s, to the byte', (_, scenario) => {
    const link = linkOfDesign(scenario);
    expect(link).toMatch(/^#s=1\.[\w-]+$/);
    expect(link.length).toBeLessThan(LINK_CHARACTERS_MAX);
    const { shared } = readLink(`https://example.org/spillway/${link}`);
    expect(formatScenario(shared!.scenario)).toBe(formatScenario(scenario));
    expect(shared!.recording).toBeUndefined();
  });

  it('comes back for any names, seeds and places, with places in whole pixels', () => {
    const place = fc.double({ min: -5_000, max: 5_000, noNaN: true });
    const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).filter((text) => text.trim() === text);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), name, place, place, (seed, title, x, y) => {
        const scenario: Scenario = { ...design, model: { ...design.model, seed }, view: { title, positions: { p: { x, y } } } };
        const { shared } = readLink(linkOfDesign(scenario));
        const [wantedX, wantedY] = [Math.round(x) || 0, Math.round(y) || 0];
        expect(shared!.scenario).toEqual({ ...scenario, view: { title, positions: { p: { x: wantedX, y: wantedY } } } });
      }),
      { numRuns: 60 },
    );
  });

  it('holds a run, which Node repeats to the same trace', async () => {
    const faster: Scenario = { ...design, model: { ...design.model, nodes: { ...design.model.nodes, c: node('consumer', { name: 'c', count: 2 }) } } };
    const inputs: readonly RecordedInput[] = [
      { atUs: 1_000_001, kind: 'spike', node: 'p', factor: 4, forUs: 500_000 },
      { atUs: 2_000_000, kind: 'fault', fault: { kind: 'linkPartition', target: 'q-c', forUs: 300_000, way: 'both' } },
      { atUs: 3_000_000, kind: 'design', scenario: faster },
    ];
    const recording = await recordingOf(design, inputs, 12_000);
    const { shared } = readLink(linkOfRun(recording));
    expect(shared!.recording).toEqual(recording);
    const { run } = recordedRun(shared!.recording!);
    const again = await replay(run!.origin, run!.journal, recording.events);
    expect(again.traceHash).toBe(recording.traceHash);
    // It is the inputs that make it this run.
    const { run: plain } = recordedRun({ ...recording, inputs: [] });
    expect((await replay(plain!.origin, plain!.journal, recording.events)).traceHash).not.toBe(recording.traceHash);
  });

  it('of a large design is longer than mail and chats take', () => {
    const ids = Array.from({ length: 400 }, (_, i) => i);
    const nodes = Object.fromEntries(
      ids.flatMap((i) => [
        [`p${i}`, node('producer', { name: `orders of shop ${(i * 7919) % 1009}` })],
        [`q${i}`, node('queue')],
      ]),
    );
    const large = documentOf(
      modelOf(
        nodes,
        ids.map((i) => `p${i}>q${(i * 31) % 400}`),
        {},
        '1ms',
      ),
    );
    const link = linkOfDesign(large);
    expect(link.length).toBeGreaterThan(LINK_CHARACTERS_MAX);
    expect(formatScenario(readLink(link).shared!.scenario)).toBe(formatScenario(large));
  });
});

describe('a link that is broken', () => {
  const good = linkOfDesign(design);

  it('is told by what is wrong with it', () => {
    expect(faultOf('')).toBe('letters');
    expect(faultOf('#s=')).toBe('letters');
    expect(faultOf('#s=1.')).toBe('letters');
    expect(faultOf(good.replace('#s=1.', '#s=1.%20'))).toBe('letters');
    expect(readLink(good.replace('#s=1.', '#s=2.')).fault).toEqual({ kind: 'version', version: '2' });
    expect(faultOf(`#s=1.${'A'.repeat(300_000)}`)).toBe('tooLarge');
    expect(faultOf(wire(new Uint8Array(64 * 1024 * 1024)))).toBe('tooLarge');
    expect(faultOf(wire(Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d)))).toBe('notText');
    expect(readLink(wireText('{"format":"other"}')).fault).toMatchObject({ kind: 'content', issues: [{ code: 'file.notScenario' }] });
    expect(readLink(wireText('{"format":"spillway-recording","version":1}')).fault?.kind).toBe('content');
    expect(readLink(wireText('{ not json')).fault).toMatchObject({ kind: 'content', issues: [{ code: 'file.notJson' }] });
  });

  it('never opens when it was cut off anywhere, and never throws when letters were changed', () => {
    for (let length = 5; length < good.length; length++) expect(readLink(good.slice(0, length)).shared, `${length}`).toBeUndefined();
    fc.assert(
      fc.property(fc.nat(good.length - 6), fc.constantFrom('A', 'Z', 'a', '0', '9', '-', '_'), (at, letter) => {
        const read = readLink(good.slice(0, 5 + at) + letter + good.slice(6 + at));
        expect(read.shared !== undefined || read.fault !== undefined).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('leads nobody anywhere from a disk', () => {
    expect(baseOf({ protocol: 'https:', origin: 'https://a.example', pathname: '/s/' })).toBe('https://a.example/s/');
    expect(baseOf({ protocol: 'app:', origin: 'app://spillway', pathname: '/index.html' })).toBe('');
  });
});
