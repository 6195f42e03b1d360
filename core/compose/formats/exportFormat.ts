/** A scenario as a file of another tool: the one entry for all formats beside the compose project. Pure, as that one is. */
import type { Scenario } from '../../scenario/scenario.ts';
import { toDesign } from '../design.ts';
import type { ComposeOptions } from '../options.ts';
import { projectTitle } from '../projectTitle.ts';
import { asyncapiFormat } from './asyncapi.ts';
import { definitionsFormat } from './definitions.ts';
import type { FormatExport, FormatInput } from './format.ts';
import { strimziFormat } from './strimzi.ts';
import { topicScriptFormat } from './topicScript.ts';

export type { FormatExport } from './format.ts';

/** In the order they are offered: definitions.json of RabbitMQ, Strimzi's YAML, AsyncAPI 3.0, a script of kafka-topics.sh. */
export const FORMATS = ['definitions', 'strimzi', 'asyncapi', 'kafkaTopics'] as const;
export type ExportFormat = (typeof FORMATS)[number];

const MAKERS: Readonly<Record<ExportFormat, (input: FormatInput) => FormatExport>> = {
  definitions: definitionsFormat,
  strimzi: strimziFormat,
  asyncapi: asyncapiFormat,
  kafkaTopics: topicScriptFormat,
};

export function exportFormat(scenario: Scenario, format: ExportFormat, options: ComposeOptions = {}): FormatExport {
  const { project, title } = projectTitle(scenario.view, options);
  return MAKERS[format]({
    scenario,
    design: toDesign(scenario.model, { ...options, target: 'modern' }),
    name: project,
    title,
    language: options.language ?? 'en',
  });
}
