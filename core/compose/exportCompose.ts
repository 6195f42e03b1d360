/**
 * A scenario as a docker-compose project: topics go to Kafka, queues and broadcasts to RabbitMQ or, where they are JMS's, to
 * ActiveMQ Artemis. Pure: equal scenarios give equal bytes. What the project cannot express is in `notes` and in its README.
 * Follows the Compose Specification.
 */
import type { Scenario } from '../scenario/scenario.ts';
import { type ComposeTarget, toDesign } from './design.ts';
import type { ComposeNote } from './notes.ts';
import type { ComposeContext, ComposeOptions } from './options.ts';
import { projectTitle } from './projectTitle.ts';
import { readme } from './readme.ts';
import { artemisPart } from './services/artemis.ts';
import { kafkaPart } from './services/kafka.ts';
import { LEGACY_FILE, legacyFile } from './services/legacyKafka.ts';
import { addOns } from './services/observability.ts';
import { loadgenPart } from './services/loadgen.ts';
import type { ComposePart } from './services/part.ts';
import { rabbitNames, rabbitPart } from './services/rabbitmq.ts';
import { withoutDeploy } from './compat129.ts';
import { yamlText } from './yamlText.ts';

export type { ComposeNote } from './notes.ts';

export interface ComposeProject {
  /** As Compose knows it: lower-case letters, digits, '-' and '_'. */
  readonly name: string;
  /** Undefined when the design holds nothing a message server could; then `files` is empty. */
  readonly target: ComposeTarget | undefined;
  /** Path from the project's folder, with '/' → text. The compose file first. */
  readonly files: ReadonlyMap<string, string>;
  readonly notes: readonly ComposeNote[];
}

export function exportCompose({ model, view }: Scenario, options: ComposeOptions = {}): ComposeProject {
  const language = options.language ?? 'en';
  const { project, title } = projectTitle(view, options);
  const design = toDesign(model, options);
  if (design.target === undefined) return { name: project, target: undefined, files: new Map(), notes: design.notes };

  const isLegacy = options.target === 'legacy';
  const context: ComposeContext = {
    project,
    language,
    model,
    design,
    options,
    waits: {
      ...(design.systems.includes('kafka') && !isLegacy ? { 'kafka-init': { condition: 'service_completed_successfully' } } : {}),
      ...(design.systems.includes('rabbitmq')
        ? Object.fromEntries(rabbitNames(design.rabbit).map((name) => [name, { condition: 'service_healthy' } as const]))
        : {}),
      ...(design.systems.includes('activemq') ? { artemis: { condition: 'service_healthy' } } : {}),
    },
  };
  const parts = isLegacy ? [] : partsOf(context);
  const settled = new Set(parts.flatMap((part) => part.settles ?? []));
  const notes = [...design.notes.filter(({ code }) => !settled.has(code)), ...parts.flatMap((part) => part.notes ?? [])];
  const files = new Map([
    isLegacy ? [LEGACY_FILE, legacyFile(design.topics, language)] : ['compose.yaml', composeFile(context, parts)],
    ['README.md', readme(context, title, parts, notes)],
    ...(options.isCompat129 === true ? [['.env', `COMPOSE_PROJECT_NAME=${project}\n`] as const] : []),
    ...parts.flatMap((part) => [...part.files]),
  ]);
  return { name: project, target: design.target, files, notes };
}

/** Servers, then what is added to them: one line each. */
function partsOf(context: ComposeContext): ComposePart[] {
  const { project, design, options } = context;
  const parts = [
    ...(design.systems.includes('kafka') ? [kafkaPart(project, design.topics, design.kafka)] : []),
    ...(design.systems.includes('rabbitmq') ? [rabbitPart(project, design)] : []),
    ...(design.systems.includes('activemq') ? [artemisPart(design.jms)] : []),
    ...(options.loadGenerator === undefined ? [] : [loadgenPart(context, options.loadGenerator)]),
  ];
  return [...parts, ...addOns(context, parts)];
}

const HEAD = {
  en: 'Exported from Spillway. README.md says how to start it and what differs from the design.',
  zh: '由 Spillway 导出。启动方法以及与设计的差异见 README.md。',
} as const;

function composeFile({ project, language, options }: ComposeContext, parts: readonly ComposePart[]): string {
  const isCompat = options.isCompat129 === true;
  const services = Object.entries(Object.assign({}, ...parts.map((part) => part.services)) as Record<string, object>);
  const content = {
    ...(isCompat ? {} : { name: project }),
    services: Object.fromEntries(services.map(([name, service]) => [name, isCompat ? withoutDeploy(service) : service])),
    volumes: Object.fromEntries(parts.flatMap((part) => part.volumes).map((volume) => [volume, null])),
  };
  return yamlText(content, ` ${HEAD[language]}`);
}
