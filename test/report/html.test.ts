import { describe, expect, test } from 'vitest';
import { LIMITS } from '#core/base/limits.ts';
import { toCsv } from '#core/report/csv.ts';
import { busy, instants, peaks, rates, stretches } from '#core/report/curves.ts';
import { toHtml } from '#core/report/html.ts';
import { toJunit } from '#core/report/junit.ts';
import { lineChart } from '#core/report/lineChart.ts';
import { escapeMarkup } from '#core/base/markup.ts';
import { EVENT_WORDS, REASON_WORDS } from '#core/report/runWords.ts';
import { COPIED_REASONS, DROPPED_REASONS, REFUSED_REASONS } from '#core/base/reasons.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { compile } from '#core/compile/compile.ts';
import { Recorder } from '#node/recorder.ts';
import { runToEnd } from '#node/runHost.ts';
import type { Scenario } from '#core/scenario/scenario.ts';

const EVIL = `</script><b>"q" & 'x'`;

async function run(scenario: Scenario) {
  const { plan } = compile(scenario.model);
  let recorder = new Recorder([]);
  const outcome = await runToEnd(plan!, {
    onSchema: ({ columns }) => {
      recorder = new Recorder(columns);
    },
    onFrames: (batch) => recorder.take(batch),
  });
  return { report: outcome.report, recording: recorder };
}

const retry = EXAMPLES.find(({ id }) => id === 'retry-compensation')!.scenario;
const evil: Scenario = {
  ...retry,
  model: { ...retry.model, horizon: '5s', nodes: { ...retry.model.nodes, bookkeeper: { ...retry.model.nodes.bookkeeper!, name: EVIL } } },
  view: { ...retry.view, title: EVIL, note: EVIL },
};

/** Tags that are opened are closed, in order; void elements of HTML aside. */
function balanced(markup: string): boolean {
  const open: string[] = [];
  for (const [, close, name, self] of markup.replace(/<style>[^]*?<\/style>/g, '').matchAll(/<(\/?)([a-zA-Z][\w]*)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (self === '/' || ['meta', 'br'].includes(name!)) continue;
    if (close === '') open.push(name!);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}

describe('a report', () => {
  test.each(['en', 'zh'] as const)('as a page in %s needs nothing else and holds everything', async (language) => {
    const { report, recording } = await run(evil);
    const page = toHtml({ scenario: evil, report, recording, language, isPartial: false });
    expect(balanced(page)).toBe(true);
    expect(page).not.toMatch(/<script|https?:|\ssrc=|\shref=|url\((?!#)/i);
    expect(page).not.toContain('</script>');
    expect(page).toContain('&lt;/script&gt;&lt;b&gt;&quot;q&quot; &amp; &#39;x&#39;');
    expect(page).toContain(report.traceHash);
    expect(page.match(/<svg /g)?.length).toBeGreaterThanOrEqual(4);
    for (const { text } of report.objectives) expect(page).toContain(escapeMarkup(text));
    expect(page).toContain(report.ledger.offered.toLocaleString('en-US'));
    expect(page).not.toMatch(/NaN|Infinity|undefined|\{\w+\}/);
    expect(page.includes('没有') || page.includes('目标')).toBe(language === 'zh');
  });

  test('of a part of a run says so at its top', async () => {
    const { report, recording } = await run(evil);
    const part = { scenario: evil, report: { ...report, endedAtUs: 1_500_000 }, recording, isPartial: true } as const;
    expect(toHtml({ ...part, language: 'en' })).toContain('Part of a run: stopped at 1.5s of 5s.');
    expect(toHtml({ ...part, language: 'zh', limit: 'logRecords' })).toContain('因达到上限 logRecords 而停止。');
    const junit = toJunit(part.report, { language: 'en', title: 't', nameOf: (id) => id, isPartial: true });
    expect(junit).toContain('errors="1"');
    expect(balanced(junit.replace(/<\?xml.*\?>/, ''))).toBe(true);
  });

  test('before the first sample there is nothing to draw', async () => {
    const { report } = await run(evil);
    const page = toHtml({ scenario: evil, report: { ...report, endedAtUs: 0 }, recording: new Recorder([]), language: 'en', isPartial: true });
    expect(page).toContain('The run ended before its first sample.');
    expect(page).not.toMatch(/NaN|Infinity/);
  });

  test('as JUnit has a case per objective and one for the books', async () => {
    const { report } = await run(evil);
    const missed = {
      ...report,
      objectives: [...report.objectives, { text: 'lost ≤ 0', metric: 'lost', unit: 'count' as const, node: 'bookkeeper', measured: 3, met: false }],
    };
    const xml = toJunit(missed, { language: 'en', title: EVIL, nameOf: () => EVIL, isPartial: false });
    expect(balanced(xml.replace(/<\?xml.*\?>/, ''))).toBe(true);
    expect(xml.match(/<testcase /g)?.length).toBe(missed.objectives.length + 1);
    expect(xml).toContain('failures="1"');
    expect(xml).toContain('<failure message="measured 3" type="objective"/>');
    // oxlint-disable-next-line no-control-regex
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
  });

  test('as CSV gives back every figure', async () => {
    const { recording } = await run(retry);
    const lines = toCsv(recording, (id) => (id === 'shop' ? '=cmd("x"),1' : id)).split('\r\n');
    expect(lines.length).toBe(recording.rows + 2);
    expect(lines[0]).toContain(`"'=cmd(""x""),1.offered"`);
    const at = recording.columns.findIndex(({ entity, metric }) => entity === 'bookkeeper' && metric === 'processed');
    // Names with commas come quoted, once each: cells before them are plain numbers.
    expect(lines[recording.rows]!.split(',')[at]).toBe(String(recording.value(recording.rows - 1, at)));
    expect(lines[1]!.split(',')[0]).toBe(String(recording.value(0, 0) / 1e6));
  });

  test('words every event and every reason in both languages', () => {
    for (const reason of [...COPIED_REASONS, ...DROPPED_REASONS, ...REFUSED_REASONS]) {
      expect(REASON_WORDS[reason].en).not.toBe('');
      expect(REASON_WORDS[reason].zh).toMatch(/\p{Script=Han}/u);
    }
    for (const { en, zh } of Object.values(EVENT_WORDS)) expect([en, zh].every((text) => text.length > 1)).toBe(true);
  });
});

test('what XML forbids never gets in', () => {
  expect(escapeMarkup('a\u0000b\u001fc\ud800d\uffffe\tf')).toBe('a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\tf');
});

describe('curves of a report', () => {
  /** 1,000 rows of 0.1 s: a counter that rises by 10 each, a gauge with one peak, and nothing measured in its second half. */
  const rows = 1_000;
  const columns = [
    { entity: '', metric: 'time' },
    { entity: 'p', metric: 'out' },
    { entity: 'q', metric: 'depth' },
    { entity: 'c', metric: 'busyUs' },
    { entity: 'c', metric: 'servers' },
  ] as const;
  const value = (row: number, column: number) =>
    [(row + 1) * 100_000, (row + 1) * 10, row === 123 ? 99 : row < 500 ? 1 : Number.NaN, (row + 1) * 150_000, 2][column]!;
  const recording = { columns, rows, value, events: [] };
  const ends = stretches(rows);

  test('keep rates, peaks, gaps and shares', () => {
    expect(ends.length).toBe(400);
    expect(instants(recording, ends).at(-1)).toBe(100e6);
    for (const rate of rates(recording, ends, 'p', 'out')!) expect(rate).toBeCloseTo(100, 9);
    const depth = peaks(recording, ends, 'q', 'depth')!;
    expect(Math.max(...depth.filter((v) => !Number.isNaN(v)))).toBe(99);
    expect(depth.at(-1)).toBeNaN();
    for (const part of busy(recording, ends, 'c')!) expect(part).toBeCloseTo(0.75, 9);
    expect(rates(recording, ends, 'ghost', 'out')).toBeUndefined();
  });

  test('are drawn inside their frame, with gaps where nothing was measured', () => {
    const instantsUs = Float64Array.of(0, 1e6, 2e6, 3e6);
    const values = Float64Array.of(1, Number.NaN, 80, 70);
    const svg = lineChart({
      instantsUs,
      horizonUs: 3e6,
      lines: [{ name: 'x', color: 'red', isDashed: false, values }],
      format: String,
      marksUs: [1e6],
      label: '<&>',
    });
    expect(svg).toContain('aria-label="&lt;&amp;&gt;"');
    expect(svg.match(/d="M[^"]*M[^"]*L[^"]*"/)).not.toBeNull();
    expect(svg).not.toContain('NaN');
    expect(svg).toContain('>100<');
  });
});

test('a recorder keeps at most as many events as a run lists', () => {
  const recorder = new Recorder([]);
  const events = Array.from({ length: LIMITS.runEvents + 5 }, (_, atUs) => ({ atUs, kind: 'spike.started' as const, entity: 'p', detail: {} }));
  recorder.take({ runId: 0, rows: 0, columns: 0, data: new Float64Array(0), events, eventsDropped: 0 });
  recorder.take({ runId: 0, rows: 0, columns: 0, data: new Float64Array(0), events, eventsDropped: 0 });
  expect(recorder.events.length).toBe(LIMITS.runEvents);
});
