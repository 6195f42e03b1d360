/** A lesson's text: its paragraphs, with `code` and **bold** shown as such. */
import { Fragment } from 'react';
import { parseLine, parseText, type TextPiece } from './richText.ts';

export function RichText({ text }: { readonly text: string }) {
  return (
    <div className="flex flex-col gap-2.5 leading-[1.65]">
      {parseText(text).map((pieces, i) => (
        <p key={i}>
          <Pieces pieces={pieces} />
        </p>
      ))}
    </div>
  );
}

export const RichLine = ({ text }: { readonly text: string }) => <Pieces pieces={parseLine(text)} />;

function Pieces({ pieces }: { readonly pieces: readonly TextPiece[] }) {
  return pieces.map((piece, i) => <Fragment key={i}>{shown(piece)}</Fragment>);
}

function shown({ kind, text }: TextPiece) {
  if (kind === 'bold') return <strong className="font-semibold">{text}</strong>;
  if (kind === 'plain') return text;
  return <code className="rounded bg-(--surface-2) px-1 py-px font-(family-name:--font-number) text-[0.92em] break-words">{text}</code>;
}
