/**
 * npm run bench -- --against REF [--only spike,queue] [--quick]: the same programs as they are and as they were at REF, in turn, in
 * fresh processes; the ratio of CPU time per operation is now / then. Peers that did not change show the noise of the machine.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** `build(root)` builds a checkout's cases and says where. Prints a row per program; returns nothing to judge by. */
export async function compareWith({ ref, root, build, cases, wanted, rounds }) {
  const then = mkdtempSync(path.join(tmpdir(), 'spillway-bench-'));
  const git = (...args) => execFileSync('git', ['-C', root, ...args], { stdio: 'ignore' });
  git('worktree', 'add', '--detach', '--force', then, ref);
  try {
    symlinkSync(path.join(root, 'node_modules'), path.join(then, 'node_modules'));
    const [now, before] = [await build(root), await build(then)];
    for (const { name, programs } of cases) {
      if (wanted !== undefined && !wanted.includes(name)) continue;
      console.log(`\n## ${name}: now / ${ref}`);
      for (const [program, how] of Object.entries(programs)) if (how.kind === 'js') row(name, program, now, before, rounds);
    }
  } finally {
    git('worktree', 'remove', '--force', then);
    rmSync(then, { recursive: true, force: true });
  }
}

function row(name, program, now, before, rounds) {
  const ratios = [];
  let isSame = true;
  for (let round = 0; round < rounds; round++) {
    const [a, b] = [now, before].map((out) => sample(out, name, program));
    if (b === undefined) return console.log(`${program.padEnd(34)} was not there`);
    if (a === undefined) throw new Error(`${name}, ${program} failed`);
    isSame &&= a.check === b.check;
    ratios.push(a.cpuNs / a.operations / (b.cpuNs / b.operations));
  }
  ratios.sort((x, y) => x - y);
  const [low, middle, high] = [ratios[0], ratios[ratios.length >> 1], ratios.at(-1)].map((ratio) => ratio.toFixed(2));
  console.log(`${program.padEnd(34)} ${middle}x (${low}–${high})${isSame ? '' : '  with another result'}`);
}

/** Undefined where the program did not exist. */
function sample(out, name, program) {
  const child = spawnSync(process.execPath, ['--expose-gc', path.join(out, 'runCase.js'), name, program], { encoding: 'utf8' });
  return child.status === 0 ? JSON.parse(child.stdout) : undefined;
}
