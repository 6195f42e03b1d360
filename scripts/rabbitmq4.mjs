/**
 * A RabbitMQ of today beside the one this Debian may have: the packages of a newer release with all they need, down to its C library,
 * unpacked where git does not see them. Its Erlang is started through that release's own loader. Nothing is started here.
 */
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unpackPackages } from './debianArchive.mjs';
import { at } from './project.mjs';

const FOLDER = at('node_modules/.cache/spillway/rabbitmq-4');
const ERL = path.join(FOLDER, 'erlang/erl');
/** Written last: there is nothing to mend when it is there. */
const WRAPPED = path.join(FOLDER, 'erlang/wrapped');
const PROGRAM_MODE = 0o755;

/** Start script, version, and the folder that has to be first in PATH. Rejects with a sentence. */
export async function ensureRabbit4() {
  if (process.platform !== 'linux') throw new Error('RabbitMQ 4 is only had from Debian');
  if (!existsSync(FOLDER)) {
    console.log('Getting RabbitMQ 4 from Debian…');
    await unpackPackages({ suites: ['trixie'], names: ['rabbitmq-server'], into: FOLDER, needs: 'all' });
  }
  if (!existsSync(WRAPPED)) wrap();
  const version = readdirSync(path.join(FOLDER, 'usr/lib/rabbitmq/lib'))
    .map((folder) => /^rabbitmq_server-(\d+\.\d+)\./.exec(folder)?.[1])
    .find((found) => found !== undefined);
  if (version === undefined) throw new Error('the package of RabbitMQ holds no server');
  return { server: path.join(FOLDER, 'usr/lib/rabbitmq/bin/rabbitmq-server'), version, erlang: path.dirname(ERL) };
}

/** Each program of Erlang is replaced by a script that starts it through the unpacked loader, with the unpacked libraries. */
function wrap() {
  const loader = only(/^usr$/, /^lib$/, /-linux-gnu/, /^ld-linux.*\.so/);
  const libraries = path.dirname(loader);
  const programs = only(/^usr$/, /^lib$/, /^erlang$/, /^erts-/, /^bin$/);
  const libs = path.resolve(programs, '../../lib');
  const ports = readdirSync(libs).map((lib) => path.join(libs, lib, 'priv/bin'));
  for (const file of [programs, ...ports].flatMap((folder) => (existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : []))) {
    if (file.endsWith('.elf') || !isElf(file)) continue;
    renameSync(file, `${file}.elf`);
    writeFileSync(file, `#!/bin/sh\nexec '${loader}' --library-path '${libraries}' --argv0 "$0" '${file}.elf' "$@"\n`, { mode: PROGRAM_MODE });
  }
  mkdirSync(path.dirname(ERL), { recursive: true });
  writeFileSync(path.join(path.dirname(ERL), 'epmd'), `#!/bin/sh\nexec '${programs}/epmd' "$@"\n`, { mode: PROGRAM_MODE });
  const variables = `ROOTDIR='${path.join(FOLDER, 'usr/lib/erlang')}' BINDIR='${programs}' EMU=beam PROGNAME=erl`;
  const script = `#!/bin/sh\nexport ${variables}\nexec '${programs}/erlexec' "$@"\n`;
  writeFileSync(ERL, script, { mode: PROGRAM_MODE });
  // What a node starts to ask the others of its cluster.
  writeFileSync(path.join(programs, 'erl'), script, { mode: PROGRAM_MODE });
  writeFileSync(WRAPPED, '');
}

/** The one file below the folder whose path is like that, one pattern for each name. */
function only(...names) {
  let found = FOLDER;
  for (const name of names) {
    const next = readdirSync(found).find((entry) => name.test(entry));
    if (next === undefined) throw new Error(`the packages of RabbitMQ hold nothing like ${name} in ${found}`);
    found = path.join(found, next);
  }
  return found;
}

function isElf(file) {
  const start = new Uint8Array(4);
  const opened = openSync(file, 'r');
  readSync(opened, start);
  closeSync(opened);
  return String.fromCharCode(...start) === '\u007fELF';
}
