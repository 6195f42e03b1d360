/** `spillway compose FILE --out DIR`: the scenario as a docker-compose project, and what it cannot express. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exportCompose } from '#core/compose/exportCompose.ts';
import { complain, EXIT, loadScenario } from './loadScenario.ts';
import { printable, type Terminal } from './terminal.ts';
import { word } from './words.ts';

export async function compose(file: string, flags: { readonly out: string; readonly force?: boolean }, terminal: Terminal): Promise<number> {
  const scenario = await loadScenario(file, terminal);
  if (scenario === undefined) return EXIT.badInput;
  const { files, notes } = exportCompose(scenario, { language: terminal.language });
  const told = notes.map((note) => `${printable(note.text[terminal.language])}\n`).join('');
  if (files.size === 0) {
    terminal.err(told);
    return EXIT.badInput;
  }
  try {
    if (flags.force !== true && (await isOccupied(flags.out))) {
      complain(terminal, flags.out, word(terminal.language, 'notEmpty'));
      return EXIT.badInput;
    }
    for (const [name, text] of files) await write(flags.out, name, text);
  } catch (fault) {
    complain(terminal, flags.out, word(terminal.language, 'cannotWrite', { reason: (fault as NodeJS.ErrnoException).code ?? String(fault) }));
    return EXIT.badInput;
  }
  terminal.out(
    `${word(terminal.language, 'wrote', { count: files.size, dir: printable(flags.out) })}\n${[...files.keys()].map((name) => `  ${name}\n`).join('')}`,
  );
  terminal.err(told);
  return EXIT.ok;
}

/** Something stands there already; a folder yet to be made holds nothing. */
async function isOccupied(dir: string): Promise<boolean> {
  try {
    return (await readdir(dir)).length > 0;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw fault;
  }
}

async function write(dir: string, name: string, text: string): Promise<void> {
  const target = path.join(dir, name);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text, { mode: name.endsWith('.sh') ? 0o755 : 0o644 });
}
