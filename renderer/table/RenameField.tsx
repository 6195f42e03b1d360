/** A name being written over in its row: Enter keeps it, Escape does not. */
import { useEffect, useRef } from 'react';
import { LIMITS } from '#core/base/limits.ts';
import { INPUT } from '../parts/DraftInput.tsx';

export interface RenameFieldProps {
  readonly label: string;
  readonly name: string;
  /** undefined: as it was. */
  readonly onDone: (name: string | undefined) => void;
}

export function RenameField({ label, name, onDone }: RenameFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useEffect(() => field.current?.select(), []);
  const finish = (text: string | undefined) => {
    // Taking the field away blurs it too.
    if (isDone.current) return;
    isDone.current = true;
    const trimmed = text?.trim();
    onDone(trimmed === undefined || trimmed === '' || trimmed === name ? undefined : trimmed);
  };
  return (
    <input
      ref={field}
      type="text"
      autoComplete="off"
      spellCheck={false}
      aria-label={label}
      maxLength={LIMITS.nameLength}
      defaultValue={name}
      onBlur={(event) => finish(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) finish(event.currentTarget.value);
        if (event.key === 'Escape') finish(undefined);
      }}
      className={`${INPUT} h-6 min-w-32 border-(--accent)`}
    />
  );
}
