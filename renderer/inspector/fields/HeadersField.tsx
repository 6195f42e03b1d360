/** Names and values on one line; written when it is left, since half an entry would be read as another. */
import { useId } from 'react';
import { issueText } from '#core/scenario/issueText.ts';
import { documentStore } from '../../document/documentStore.ts';
import type { Path } from '../../document/edits.ts';
import { useT } from '../../i18n/i18n.ts';
import { DraftInput } from '../../parts/DraftInput.tsx';
import { FieldRow } from '../../parts/FieldRow.tsx';
import { useUi } from '../../ui/uiStore.ts';
import { formatHeaders, type Headers, parseHeaders } from '../headers.ts';
import { useFieldIssue } from './useFieldIssue.ts';

export interface HeadersFieldProps {
  readonly path: Path;
  readonly headers: Headers | undefined;
  readonly label: string;
  readonly help?: string | undefined;
}

export function HeadersField({ path, headers, label, help }: HeadersFieldProps) {
  const t = useT();
  const id = useId();
  const language = useUi((s) => s.language);
  const issue = useFieldIssue(path);
  const commit = (text: string): boolean => {
    documentStore.getState().apply({ kind: 'setField', path, value: parseHeaders(text) });
    return true;
  };
  return (
    <FieldRow id={id} label={label} help={help} isWide error={issue && issueText(issue, language)} isWarning={issue?.severity === 'warning'}>
      <DraftInput id={id} value={formatHeaders(headers)} placeholder={t('variant.headers.example')} onCommit={commit} isInvalid={issue?.severity === 'error'} />
    </FieldRow>
  );
}
