/** An exported project on disk, and what its containers would be, as Docker Compose itself reads it. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Compose2 } from '../../scripts/compose.mjs';
import { must } from '#core/base/assert.ts';
import { type ComposeDesign, toDesign } from '#core/compose/design.ts';
import { exportCompose } from '#core/compose/exportCompose.ts';
import type { ComposeOptions } from '#core/compose/options.ts';
import type { Scenario } from '#core/scenario/scenario.ts';

export interface Service {
  readonly image: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly working_dir?: string;
  readonly ports?: readonly { readonly published: string; readonly target: number }[];
  readonly volumes?: readonly { readonly type: 'bind' | 'volume'; readonly source: string; readonly target: string }[];
  readonly deploy?: { readonly replicas?: number };
  readonly scale?: number;
}

export interface Project {
  readonly folder: string;
  readonly design: ComposeDesign;
  readonly scenario: Scenario;
  readonly services: Readonly<Record<string, Service>>;
}

/** The folder is the caller's to remove. */
export async function writeProject(compose: Compose2, scenario: Scenario, options: ComposeOptions): Promise<Project> {
  const { files } = exportCompose(scenario, options);
  const folder = mkdtempSync(path.join(tmpdir(), 'spillway-verify-'));
  for (const [name, text] of files) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  const { services } = unescaped(JSON.parse(await compose.config(folder))) as { services: Project['services'] };
  return { folder, design: toDesign(scenario.model, options), scenario, services };
}

/** What Compose prints could be read by it again, with each dollar twice; null is a variable that the shell has not set. */
function unescaped(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$$', '$');
  if (Array.isArray(value)) return value.map(unescaped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (item === null ? [] : [[key, unescaped(item)]])));
}

/** Services of one image, by name; in the order Compose has them. */
export const ofImage = ({ services }: Project, image: RegExp): (readonly [string, Service])[] =>
  Object.entries(services).filter(([, service]) => image.test(service.image));

export const tagOf = ({ image }: Service): string => must(/:([^:/]+)$/.exec(image)?.[1], `${image} has no tag`);
