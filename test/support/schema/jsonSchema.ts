/**
 * The JSON Schemas of docs: what editors check and complete files by. The shape comes from the parser's own schema, the limits from
 * its table of fields, and the words from the tables of docs/file-format.md.
 */
import * as z from 'zod/mini';
import { type FieldRange, LOAD_FIELDS, MODEL_FIELDS, NODE_FIELDS } from '#core/scenario/fields.ts';
import { RECORDING_FORMAT, RECORDING_VERSION } from '#core/scenario/recording.ts';
import { type NodeKind, VERSION } from '#core/scenario/scenario.ts';
import { scenario } from '#core/scenario/schema.ts';
import { codes, tableUnder } from '../tidy/markdown.ts';

export interface JsonSchema {
  [key: string]: unknown;
  description?: string;
  properties?: Record<string, JsonSchema>;
  oneOf?: JsonSchema[];
  additionalProperties?: JsonSchema | boolean;
}
const DIALECT = 'http://json-schema.org/draft-07/schema#';
/** The names of quantities in a text; what is in them is the parser's to judge. */
const QUANTITY = '^[^\\n]{1,64}$';

const titled = (kind: NodeKind): string => kind[0]!.toUpperCase() + kind.slice(1);

export function scenarioSchema(page: string): JsonSchema {
  const made = z.toJSONSchema(scenario, { io: 'input', target: 'draft-7' }) as JsonSchema;
  const fields = made.properties!;
  const model = fields.model!;
  describe(model, page, 'Model', MODEL_FIELDS);
  const edges = model.properties!.edges!.additionalProperties as JsonSchema;
  describe(edges, page, 'Edges', {});
  const nodes = (model.properties!.nodes!.additionalProperties as JsonSchema).oneOf!;
  for (const node of nodes) {
    const kind = node.properties!.kind!.const as NodeKind;
    describe(node, page, titled(kind), NODE_FIELDS[kind]);
    const load = node.properties!.load?.oneOf ?? [];
    for (const one of load) {
      const name = one.properties!.kind!.const as keyof typeof LOAD_FIELDS;
      limit(one, (LOAD_FIELDS[name] as Record<string, FieldRange> | undefined) ?? {});
    }
  }
  describe(fields.view!, page, 'View', {});
  fields.version!.description = `The version of the format. Older files open too; this schema describes version ${VERSION}.`;
  fields.$schema!.description = 'Where an editor finds this schema. It means nothing to Spillway, which keeps it.';
  return { ...made, $schema: DIALECT, title: `Spillway scenario, version ${VERSION}`, description: 'See docs/file-format.md.' };
}

/** The meaning of each field, and the limits of those in the table. */
function describe(schema: JsonSchema, page: string, heading: string, ranges: Readonly<Record<string, FieldRange>>): void {
  for (const [field = '', ...cells] of heading === 'Broadcast' ? [] : tableUnder(page, heading)) {
    const [name = ''] = codes(field);
    const property = schema.properties?.[name];
    const meaning = cells.at(-1)?.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1') ?? '';
    if (property !== undefined && meaning !== '') property.description = meaning;
  }
  limit(schema, ranges);
}

function limit(schema: JsonSchema, ranges: Readonly<Record<string, FieldRange>>): void {
  for (const [name, { unit, min, max }] of Object.entries(ranges)) {
    const property = schema.properties?.[name];
    if (property === undefined) continue;
    if (unit === 'count') Object.assign(property, { type: 'integer', minimum: min, maximum: max });
    else if (unit === 'ratio') Object.assign(property, { minimum: min, maximum: max });
    else Object.assign(property, { pattern: QUANTITY, description: `${property.description === undefined ? '' : `${property.description} `}A ${unit}.` });
  }
}

const whole = { type: 'integer', minimum: 0 };
const input = (kind: string, own: Record<string, object>): JsonSchema => ({
  type: 'object',
  properties: { atUs: whole, kind: { const: kind }, ...own },
  required: ['atUs', 'kind', ...Object.keys(own)],
  additionalProperties: false,
});

/** Of a recorded run. Designs are checked by the other schema. */
export function recordingSchema(): JsonSchema {
  const design = { $ref: 'scenario.schema.json' };
  return {
    $schema: DIALECT,
    title: `Spillway recording, version ${RECORDING_VERSION}`,
    description: 'See docs/file-format.md.',
    type: 'object',
    properties: {
      format: { const: RECORDING_FORMAT },
      version: { const: RECORDING_VERSION },
      engine: { type: 'string', description: 'The engine that ran it; another one may do otherwise.' },
      endUs: { ...whole, description: 'The instant of the last sample, in µs of virtual time.' },
      events: { ...whole, description: 'Engine events fired until then.' },
      traceHash: { type: 'string', pattern: '^[0-9a-f]{16}$' },
      scenario: design,
      inputs: {
        type: 'array',
        items: {
          oneOf: [
            input('spike', { node: { type: 'string' }, factor: { type: 'number' }, forUs: whole }),
            input('fault', { fault: { type: 'object', properties: { kind: { type: 'string' }, target: { type: 'string' } }, required: ['kind', 'target'] } }),
            input('repair', { target: { type: 'string' } }),
            input('design', { scenario: design }),
          ],
        },
      },
    },
    required: ['format', 'version', 'engine', 'endUs', 'events', 'traceHash', 'scenario', 'inputs'],
    additionalProperties: false,
  };
}
