/** Two versions of a file: the lines that go and come, and some around them. */
import { Fragment, memo } from 'react';
import { useT } from '../i18n/i18n.ts';
import { LineNumber, PRE, Words } from './CodeView.tsx';
import { foldSame } from './foldSame.ts';
import type { DiffLine } from './lineDiff.ts';
import { type Token, tokensOf } from './tokens.ts';

export const DiffView = memo(function DiffView({ path, lines }: { readonly path: string; readonly lines: readonly DiffLine[] }) {
  const t = useT();
  const tokens = tokensOf(
    path,
    lines.map(({ text }) => text),
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre tabIndex={0} aria-label={path} className={PRE}>
      {foldSame(lines).map((part) => (
        <Fragment key={part.from}>
          {part.isFolded ? (
            <code className="block bg-(--surface-2) px-4 text-(--text-3)">{t('export.sameLines', { count: part.to - part.from })}</code>
          ) : (
            lines.slice(part.from, part.to).map((line, i) => <ChangedLine key={part.from + i} line={line} tokens={tokens[part.from + i] ?? []} />)
          )}
        </Fragment>
      ))}
    </pre>
  );
});

function ChangedLine({ line: { kind, before, after }, tokens }: { readonly line: DiffLine; readonly tokens: readonly Token[] }) {
  const Mark = kind === 'gone' ? 'del' : kind === 'new' ? 'ins' : 'span';
  const look = kind === 'gone' ? 'bg-(--bad)/12' : kind === 'new' ? 'bg-(--ok)/12' : '';
  return (
    <code className={`block pr-4 ${look}`}>
      <LineNumber value={after ?? before ?? 0} />
      <span aria-hidden="true" className="inline-block w-4 select-none">
        {kind === 'gone' ? '−' : kind === 'new' ? '+' : ' '}
      </span>
      <Mark className="no-underline">
        <Words tokens={tokens} />
      </Mark>
      {'\n'}
    </code>
  );
}
