/** `npm run types`: checks every environment with its own tsconfig, two at a time. Ends with code 1 if one has an error. */
import { spawn } from 'node:child_process';
import { ROOT, tool } from './project.mjs';

const PROJECTS = ['core', 'node', 'electron', 'renderer', 'renderer/worker', 'test'];
const AT_ONCE = 2;

function check(project) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [tool('typescript', 'tsc'), '-p', `${project}/tsconfig.json`, '--pretty', 'false'], { cwd: ROOT });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('close', (code) => resolve({ project, isGood: code === 0, output }));
  });
}

const waiting = [...PROJECTS];
async function worker() {
  for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) {
    const { isGood, output } = await check(project);
    console.log(`${isGood ? 'ok  ' : 'FAIL'} ${project}`);
    if (!isGood) {
      console.log(output);
      process.exitCode = 1;
    }
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, worker));
