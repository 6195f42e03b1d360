/**
 * What the import reads of a project is what Docker Compose reads of it: variables, numbers, merges, extends, includes, ports and
 * mounts of the projects beside this test. Without a daemon; where Compose cannot be had, the test is skipped and says why.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ensureCompose2 } from '../../scripts/compose.mjs';
import { readProject } from '#core/compose/import/readProject.ts';
import type { ComposeService } from '#core/compose/import/project.ts';
import { PROJECTS } from './composeProjects.ts';

const DEADLINE_MS = 120_000;

interface RealService {
  readonly image?: string;
  readonly hostname?: string;
  readonly restart?: string;
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly ports?: readonly { readonly host_ip?: string; readonly published?: string; readonly target: number; readonly protocol: string }[];
  readonly volumes?: readonly { readonly type: string; readonly source?: string; readonly target: string }[];
  readonly tmpfs?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly networks?: Readonly<Record<string, unknown>>;
  readonly healthcheck?: { readonly disable?: boolean; readonly test?: readonly string[] };
  readonly scale?: number;
  readonly deploy?: { readonly replicas?: number };
  readonly profiles?: readonly string[];
  readonly entrypoint?: readonly string[] | null;
}

const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'spillway-read-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Compose doubles the dollars of what it prints. */
const single = (text: string): string => text.replaceAll('$$', '$');

const ofReal = (service: RealService, folder: string) => ({
  image: service.image,
  hostname: service.hostname,
  restart: service.restart,
  environment: Object.entries(service.environment ?? {})
    .flatMap(([key, value]) => (value === null ? [] : [`${key}=${single(value)}`]))
    .sort(),
  labels: Object.entries(service.labels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .sort(),
  // Several host ports for one: any of them that is free.
  ports: (service.ports ?? [])
    .map((p) => `${p.host_ip ?? ''}|${p.published?.includes('-') === true ? '' : (p.published ?? '')}|${p.target}/${p.protocol}`)
    .sort(),
  mounts: [
    ...(service.volumes ?? []).map((v) => `${v.type} ${(v.source ?? '').replace(`${folder}/`, '')} ${v.target}`),
    ...(service.tmpfs ?? []).map((t) => `tmpfs  ${t.replace(/:.*/, '')}`),
  ].sort(),
  dependsOn: Object.entries(service.depends_on ?? {})
    .map(([name, { condition }]) => `${name} ${condition}`)
    .sort(),
  networks: Object.keys(service.networks ?? {})
    .filter((name) => name !== 'default')
    .sort(),
  isHealthChecked: service.healthcheck !== undefined && service.healthcheck.disable !== true && service.healthcheck.test?.[0] !== 'NONE',
  replicas: service.scale ?? service.deploy?.replicas ?? 1,
  profiles: service.profiles ?? [],
  entrypoint: (service.entrypoint ?? []).map(single),
});

const ofOurs = (service: ComposeService): ReturnType<typeof ofReal> => ({
  image: service.image?.value,
  hostname: service.hostname?.value,
  restart: service.restart?.value,
  environment: Array.from(service.environment, ([key, { value }]) => `${key}=${value}`).sort(),
  labels: Array.from(service.labels, ([key, { value }]) => `${key}=${value}`).sort(),
  ports: service.ports.map((p) => `${p.hostIp ?? ''}|${p.host ?? ''}|${p.container}/${p.protocol}`).sort(),
  mounts: service.mounts.map((m) => `${m.kind === 'anonymous' ? 'volume' : m.kind} ${m.source} ${m.target}`).sort(),
  dependsOn: service.dependsOn.map((d) => `${d.service} ${d.condition}`).sort(),
  networks: [...service.networks].sort(),
  isHealthChecked: service.hasHealthcheck,
  replicas: service.replicas,
  profiles: service.profiles,
  entrypoint: service.entrypoint.map((word) => word.value),
});

const compose = await ensureCompose2().catch((fault: Error) => fault.message);
const why = typeof compose === 'string' ? `: skipped, ${compose}` : '';

describe('a project is read as Docker Compose reads it', () => {
  it.skipIf(why !== '').each(Object.entries(PROJECTS))(
    `%s${why}`,
    async (name, files) => {
      const folder = path.join(root, name.replaceAll(' ', '-'));
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        writeFileSync(path.join(folder, file), text);
      }
      const real = typeof compose === 'string' ? '{"services":{}}' : await compose.config(folder);
      const { services } = JSON.parse(real) as { services: Readonly<Record<string, RealService>> };
      const read = readProject(Object.entries(files).map(([file, text]) => ({ path: file, text })));
      const ours = read.isOk ? read.source.services : [];
      expect(Object.fromEntries(ours.map((service) => [service.name, ofOurs(service)]))).toEqual(
        Object.fromEntries(Object.entries(services).map(([service, said]) => [service, ofReal(said, folder)])),
      );
    },
    DEADLINE_MS,
  );
});
