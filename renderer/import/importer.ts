/** What the dialog asks of the readers. */
import { importDefinitions } from '#core/compose/import/definitions.ts';
import { importCompose } from '#core/compose/import/importCompose.ts';
import type { ImportResult, SourceFile } from '#core/compose/import/imported.ts';
import { readProject } from '#core/compose/import/readProject.ts';

export function readFiles(files: readonly SourceFile[]): ImportResult {
  const [only] = files;
  if (files.length === 1 && only !== undefined && /^\s*\{/.test(only.text) && !/"services"\s*:/.test(only.text)) return importDefinitions(only);
  const project = readProject(files);
  return project.isOk ? importCompose(project.source) : project;
}
