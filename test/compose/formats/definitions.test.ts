import { expect, it } from 'vitest';
import { exportCompose } from '#core/compose/exportCompose.ts';
import { exportFormat } from '#core/compose/formats/exportFormat.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { mixed } from './designs.ts';

it('is byte for byte what the compose project mounts, of every example', () => {
  const both = EXAMPLES.map(({ scenario }) => [
    exportFormat(scenario, 'definitions').files.get('definitions.json'),
    exportCompose(scenario).files.get('rabbitmq/definitions.json'),
  ]);
  expect(both.some(([own]) => own !== undefined)).toBe(true);
  for (const [own, mounted] of both) expect(own).toBe(mounted);
});

it('says that it has a user, and what it leaves out', () => {
  const { notes } = exportFormat(mixed, 'definitions');
  expect(notes.find(({ code }) => code === 'formatUser')?.text.en).toContain('“spillway”');
  expect(notes.find(({ code }) => code === 'formatOthers')?.nodes).toContain('orders');
  expect(notes.find(({ code }) => code === 'formatClients')?.nodes).toEqual(['billing', 'sender', 'web', 'worker']);
});
