/** The exported load services of some clients, as processes: the same program, environment and files, beside servers on this machine. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { must } from '#core/base/assert.ts';
import type { Loopback } from './loopback.ts';
import { Program } from './program.ts';
import type { Service } from './project.ts';
import type { Started } from './servers.ts';

/** What of a load report is compared; see node/loadgen/README.md. */
export interface LoadReport {
  readonly client: string;
  readonly perSecond: Readonly<Record<'due' | 'sent' | 'acknowledged' | 'processed', readonly number[]>>;
  readonly sending: Readonly<Record<string, { readonly totals: Readonly<Record<'sent' | 'acknowledged' | 'refused', number>> }>>;
  readonly reading: Readonly<Record<string, { readonly totals: Readonly<Record<'processed' | 'failed' | 'dropped', number>> }>>;
}

export interface Playing {
  /** Epoch, ms, of the design's time 0. */
  readonly startMs: number;
  /** Resolves to a report of each process, when the design's time is up and some more has passed. */
  readonly reports: Promise<readonly LoadReport[]>;
}

/** Time for every program to connect, ms. */
const HEAD_START_MS = 8_000;
const GRACE_MS = 60_000;

/** Starts those clients; `graceMs` is how long readers may go on behind the last second. */
export function play(started: Started, clients: readonly string[], untilS: number, graceMs: number): Playing {
  const { project, loopback, environment } = started;
  const startMs = Date.now() + HEAD_START_MS;
  const reports = path.join(project.folder, 'machine', 'reports');
  mkdirSync(reports, { recursive: true });
  const programs = clients.flatMap((client) => {
    const [name, service] = must(
      Object.entries(project.services).find(([, { environment: own }]) => own?.LOADGEN_CLIENT === client),
      `a service for ${client}`,
    );
    return Array.from({ length: service.deploy?.replicas ?? service.scale ?? 1 }, (_, i) => {
      const report = path.join(reports, `${client}-${i}.json`);
      const own = {
        ...service.environment,
        ...environment,
        LOADGEN_START: `${startMs}`,
        LOADGEN_UNTIL: `${untilS}`,
        LOADGEN_REPORT: report,
        LOADGEN_PORT: 'off',
        LOADGEN_EXIT: project.scenario.model.nodes[client]?.kind === 'producer' ? '1' : '0',
      };
      const [command = '', ...args] = commandOf(service, loopback);
      return {
        client,
        report,
        program: new Program(`${name} ${i + 1}`, command === 'node' ? process.execPath : command, args, {
          env: own,
          cwd: folderOf(service, loopback) ?? project.folder,
        }),
      };
    });
  });
  return { startMs, reports: collect() };

  async function collect(): Promise<LoadReport[]> {
    const isProducer = ({ client }: (typeof programs)[number]): boolean => project.scenario.model.nodes[client]?.kind === 'producer';
    try {
      const endMs = HEAD_START_MS + untilS * 1_000;
      await Promise.all(programs.filter(isProducer).map(({ program }) => program.result(endMs + GRACE_MS)));
      await delay(Math.max(0, startMs + untilS * 1_000 + graceMs - Date.now()));
    } finally {
      await Promise.all(programs.map(({ program }) => program.stop()));
    }
    return programs.map(({ client, report, program }) => {
      if (!existsSync(report)) throw new Error(`${client} wrote no report:\n${program.output.slice(-2_000)}`);
      return JSON.parse(readFileSync(report, 'utf8')) as LoadReport;
    });
  }
}

/** Command and arguments, with the container's paths replaced by those of what is mounted there. */
function commandOf({ entrypoint, command, volumes = [] }: Service, loopback: Loopback): string[] {
  const words = [...(entrypoint ?? []), ...(command ?? [])];
  return words.map((word) => {
    const mount = volumes.find(({ target }) => word === target || word.startsWith(`${target}/`));
    return mount === undefined ? word : loopback.changed(word, mount.source + word.slice(mount.target.length));
  });
}

/** Where the files are that are mounted into the folder the container works in. */
function folderOf({ working_dir: folder, volumes = [] }: Service, loopback: Loopback): string | undefined {
  const mount = volumes.find(({ target }) => path.posix.dirname(target) === folder);
  return mount === undefined || folder === undefined ? undefined : loopback.changed(folder, path.dirname(mount.source));
}
