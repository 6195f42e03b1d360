import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportFormat } from '#core/compose/formats/exportFormat.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { mixed, nasty } from './designs.ts';

const scriptOf = (scenario: Scenario): string => exportFormat(scenario, 'kafkaTopics').files.get('create-topics.sh') ?? '';

/** A folder with a kafka-topics.sh that prints its arguments, one command a line, words between bars. */
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'topics-'));
  const tool = path.join(folder, 'kafka-topics.sh');
  writeFileSync(tool, `#!/bin/sh\nfor word in "$@"; do printf '%s|' "$word"; done\necho\n`);
  chmodSync(tool, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (script: string, env: Readonly<Record<string, string>> = {}): string[] =>
  execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8', env: { PATH: `${folder}:${process.env.PATH ?? ''}`, ...env } })
    .trim()
    .split('\n');

it('is one command for each topic, with its partitions, copies and settings', () => {
  expect(run(scriptOf(mixed))).toEqual([
    '--bootstrap-server|localhost:29092,localhost:29093,localhost:29094,localhost:29095,localhost:29096|--create|--if-not-exists|--topic|orders|--partitions|6|--replication-factor|3|--config|cleanup.policy=compact|--config|retention.ms=86400000|--config|min.insync.replicas=2|',
  ]);
});

it('takes the address of another cluster', () => {
  expect(run(scriptOf(mixed), { BOOTSTRAP: 'a b:1' })[0]).toMatch(/^--bootstrap-server\|a b:1\|/);
});

it('lets no name out of its quotes', () => {
  const topics = run(scriptOf(nasty)).map((line) => /--topic\|(.*?)\|--partitions/.exec(line)?.[1]);
  expect(topics).toEqual(['Orders_EU', 'touch-tmp-x', 'no', 'orders-eu']);
});

it('of every example is a script that any POSIX shell reads, marked as one', () => {
  for (const { scenario } of EXAMPLES) {
    const script = scriptOf(scenario);
    if (script === '') continue;
    expect(script).toMatch(/^#!\/bin\/sh\n/);
    execFileSync('/bin/sh', ['-n', '-c', script]);
  }
});

it('stops at the first command that fails', () => {
  expect(() => run(scriptOf(nasty).replaceAll('kafka-topics.sh --boot', 'false --boot'))).toThrow(/Command failed/);
});
