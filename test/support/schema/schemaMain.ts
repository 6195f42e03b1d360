/** npm run schema: writes the JSON Schemas of docs. Run from the project's folder. */
import { readFileSync, writeFileSync } from 'node:fs';
import { recordingSchema, scenarioSchema } from './jsonSchema.ts';

const page = readFileSync('docs/file-format.md', 'utf8');
for (const [name, schema] of Object.entries({ scenario: scenarioSchema(page), recording: recordingSchema() }))
  writeFileSync(`docs/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`);
