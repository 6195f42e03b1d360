import { expect, it } from 'vitest';
import { serviceCommands } from '#core/compose/import/serviceCommands.ts';
import { sourceOf } from './importing.ts';

function told(service: string, files: Record<string, string> = {}): string[] {
  const source = sourceOf(`services:\n  a:\n    image: x\n${service.replaceAll(/^/gm, '    ')}\n`, files);
  return serviceCommands(source.services[0]!, source.files, { left: 10_000 }).commands.map((command) => command.map(({ text }) => text ?? '?').join(' '));
}

it.each([
  ['words', 'command: [create, "a b", c]', ['create a b c']],
  ['a text', 'command: create "a b" c', ['create a b c']],
  ['a shell in a text', `command: "bash -c 'create a && create b'"`, ['create a', 'create b']],
  ['a shell over lines', `command: "bash -c 'create a && \\\n                  create b'"`, ['create a', 'create b']],
  ['a shell in a list', 'entrypoint: [/bin/sh, -ec]\ncommand: ["create a; create b"]', ['create a', 'create b']],
  ['a quoted block behind a shell', 'entrypoint: [/bin/sh, -c]\ncommand: |\n  "\n  # first\n  create a\n  create b\n  "', ['create a', 'create b']],
  ['a block behind a shell', 'entrypoint: [/bin/sh, -c]\ncommand: |\n  create a\n  create b', ['create a', 'create b']],
  ['more than words in a text', 'command: create a && create b', ['create a', 'create b']],
  ['variables of the service', 'environment: {T: orders}\ncommand: [sh, -c, "create $$T"]', ['create orders']],
  ['nothing', 'restart: always', []],
])('takes %s', (_, service, wanted) => expect(told(service)).toEqual(wanted));

it('reads a script of the project that is mounted and called', () => {
  const script = { 'scripts/init.sh': '#!/bin/sh\ncreate a\n' };
  expect(told('volumes: ["./scripts/init.sh:/init.sh:ro"]\nentrypoint: [/bin/bash, /init.sh]', script)).toEqual(['create a']);
  expect(told('volumes: ["./scripts:/opt/s"]\ncommand: /opt/s/init.sh', script)).toEqual(['create a']);
  expect(told('volumes: ["./scripts:/opt/s"]\ncommand: /opt/s/other.sh', script)).toEqual(['/opt/s/other.sh']);
});

it('looks at no script that is very long, nor at very many', () => {
  const source = sourceOf(`services: {a: {image: x, entrypoint: [sh, -c], command: ["${'create a; '.repeat(5_000)}"]}}`);
  expect(serviceCommands(source.services[0]!, source.files, { left: 1_000_000 })).toEqual({ commands: [], isTooLong: true });
  const short = sourceOf('services: {a: {image: x, command: [sh, -c, "create a"]}}');
  expect(serviceCommands(short.services[0]!, short.files, { left: 3 })).toEqual({ commands: [], isTooLong: true });
});
