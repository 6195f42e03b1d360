/** A design of what was read, with the files it came from; where nothing says otherwise everything is as in a new design. */
import { MODEL_DEFAULTS } from '../../scenario/defaults.ts';
import { TITLE_MAX } from '../../scenario/fields.ts';
import { FORMAT, type ImportFormat, type Scenario, VERSION } from '../../scenario/scenario.ts';
import { arrange } from './arrange.ts';
import { importedDoc } from './importedDoc.ts';
import type { ImportPart, ImportResult, SourceFile } from './imported.ts';

export function importResult(format: ImportFormat, files: readonly SourceFile[], title: string, part: ImportPart): ImportResult {
  const { nodes, edges, findings, spots } = part;
  const scenario: Scenario = {
    format: FORMAT,
    version: VERSION,
    model: { ...MODEL_DEFAULTS, nodes, edges },
    view: { title: title.slice(0, TITLE_MAX), ...arrange(nodes, edges) },
    imported: importedDoc(format, files),
  };
  return { isOk: true, scenario, findings, spots };
}
