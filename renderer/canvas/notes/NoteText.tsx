/** A note's text as elements: what is marked is shown so, a link is named and not followed. */
import { Fragment } from 'react';
import { type NoteBlock, type NoteSpan, parseNoteText } from '#core/report/noteText.ts';

export function NoteText({ text }: { readonly text: string }) {
  return keyed(parseNoteText(text)).map(([key, block]) => <Block key={key} block={block} />);
}

/** Blocks and spans have no names of their own: their place is all that tells them apart. */
const keyed = <T,>(list: readonly T[]): [string, T][] => list.map((one, i) => [String(i), one]);

function Block({ block }: { readonly block: NoteBlock }) {
  if (block.kind === 'list') {
    const items = keyed(block.items).map(([key, spans]) => (
      <li key={key}>
        <Spans spans={spans} />
      </li>
    ));
    return block.isNumbered ? <ol className="mb-1.5 list-decimal pl-5">{items}</ol> : <ul className="mb-1.5 list-disc pl-4">{items}</ul>;
  }
  const look = block.kind === 'heading' ? 'mb-1 text-[14px] leading-5 font-semibold' : 'mb-1.5 whitespace-pre-wrap';
  return (
    <p className={look}>
      <Spans spans={block.spans} />
    </p>
  );
}

function Spans({ spans }: { readonly spans: readonly NoteSpan[] }) {
  return keyed(spans).map(([key, span]) => <Fragment key={key}>{spanElement(span)}</Fragment>);
}

function spanElement({ kind, text, address }: NoteSpan) {
  switch (kind) {
    case 'bold':
      return <strong className="font-semibold">{text}</strong>;
    case 'code':
      return <code className="rounded bg-(--text)/8 px-1 font-(family-name:--font-number) text-[0.92em]">{text}</code>;
    case 'link':
      return (
        <span className="underline decoration-dotted underline-offset-2" title={address}>
          {text}
        </span>
      );
    default:
      return text;
  }
}
