/**
 * A scenario as a docker-compose project: topics go to Kafka, queues and broadcasts to RabbitMQ. Pure: equal scenarios give
 * equal bytes. What the project cannot express is in `notes` and in its README. Follows the Compose Specification.
 */
import type { Scenario } from '../scenario/scenario.ts';
import { type ComposeTarget, toDesign } from './design.ts';
import { projectName } from './names.ts';
import type { ComposeNote } from './notes.ts';
import { readme } from './readme.ts';
import type { Language } from './readmeText.ts';
import { kafkaPart } from './services/kafka.ts';
import type { ComposePart } from './services/part.ts';
import { rabbitPart } from './services/rabbitmq.ts';
import { yamlText } from './yamlText.ts';

export type { ComposeTarget } from './design.ts';
export type { ComposeNote } from './notes.ts';

export interface ComposeOptions {
  /** The project's name, and that of the folder it is offered as; the design's title unless given. */
  readonly name?: string;
  /** Of the README. */
  readonly language?: Language;
}

export interface ComposeProject {
  /** As Compose knows it: lower-case letters, digits, '-' and '_'. */
  readonly name: string;
  /** Undefined when the design holds nothing a message server could; then `files` is empty. */
  readonly target: ComposeTarget | undefined;
  /** Path from the project's folder, with '/' → text. compose.yaml first. */
  readonly files: ReadonlyMap<string, string>;
  readonly notes: readonly ComposeNote[];
}

export function exportCompose({ model, view }: Scenario, options: ComposeOptions = {}): ComposeProject {
  const language = options.language ?? 'en';
  const title = typeof view.title === 'string' ? view.title : view.title[language];
  const name = projectName(options.name ?? (typeof view.title === 'string' ? view.title : view.title.en));
  const design = toDesign(model);
  if (design.target === undefined) return { name, target: undefined, files: new Map(), notes: design.notes };

  const parts: ComposePart[] = [
    ...(design.topics.length > 0 ? [kafkaPart(name, design.topics, design.kafkaServers)] : []),
    ...(design.target === 'kafka' ? [] : [rabbitPart(name, design)]),
  ];
  const files = new Map([
    ['compose.yaml', composeFile(name, parts)],
    ['README.md', readme({ title: title.trim() === '' ? name : title, project: name, model, design, language })],
    ...parts.flatMap((part) => [...part.files]),
  ]);
  return { name, target: design.target, files, notes: design.notes };
}

function composeFile(name: string, parts: readonly ComposePart[]): string {
  const services = Object.assign({}, ...parts.map((part) => part.services)) as Record<string, unknown>;
  const volumes = Object.fromEntries(parts.flatMap((part) => part.volumes).map((volume) => [volume, null]));
  return yamlText({ name, services, volumes }, ' Exported from Spillway. README.md says how to start it and what differs from the design.');
}
