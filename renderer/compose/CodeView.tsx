/** A file to look at: numbered lines in the colours of what they are. */
import { memo } from 'react';
import { useT } from '../i18n/i18n.ts';
import { type Token, type TokenKind, tokensOf } from './tokens.ts';

/** More of a long file is not looked at; it is in the file. */
const SHOWN = 1_500;

const COLORS: Readonly<Record<TokenKind, string>> = {
  key: 'text-(--kind-consumer)',
  text: 'text-(--kind-producer)',
  number: 'text-(--kind-topic)',
  comment: 'text-(--text-3) italic',
  plain: '',
};
export const PRE = 'min-h-full w-max min-w-full bg-(--surface) py-2 font-(family-name:--font-number) text-[12px] leading-[18px] whitespace-pre';

interface CodeViewProps {
  readonly path: string;
  readonly lines: readonly string[];
}

export const CodeView = memo(function CodeView({ path, lines }: CodeViewProps) {
  const t = useT();
  const tokens = tokensOf(path, lines.slice(0, SHOWN));
  const hidden = lines.length - tokens.length;
  return (
    // Focusable, so that a keyboard can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre tabIndex={0} aria-label={path} className={PRE}>
      {tokens.map((line, i) => (
        // Lines have no id, and never change their place.
        <code key={i} className="block pr-4">
          <LineNumber value={i + 1} />
          <Words tokens={line} />
          {'\n'}
        </code>
      ))}
      {hidden > 0 && <code className="block px-4 pt-2 text-(--text-3)">{t('export.moreLines', { count: hidden })}</code>}
    </pre>
  );
});

/** Not read aloud and not selected: it is no part of the text. */
export const LineNumber = ({ value }: { readonly value: number }) => (
  <span aria-hidden="true" className="inline-block w-11 pr-3 text-right text-(--text-3) tabular-nums select-none">
    {value}
  </span>
);

export const Words = ({ tokens }: { readonly tokens: readonly Token[] }) =>
  tokens.map(({ kind, text }, i) =>
    kind === 'plain' ? (
      text
    ) : (
      <span key={i} className={COLORS[kind]}>
        {text}
      </span>
    ),
  );
