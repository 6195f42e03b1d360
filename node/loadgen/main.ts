/** The program of a load service: reads its environment, plays its client, ends at SIGTERM. README.md says how it is told what. */
import path from 'node:path';
import { readOptions } from './options.ts';
import { run } from './run.ts';

const log = (text: string): void => console.error(`${new Date().toISOString()} ${text}`);
const stopped = new Promise((resolve) => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
});

const options = readOptions(process.env);
if (options.ok) process.exit(await run(options.value, path.dirname(process.argv[1] ?? '.'), stopped, log));
log(options.error);
process.exit(2);
