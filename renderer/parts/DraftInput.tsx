/**
 * A text field that holds what is being typed until Enter or leaving it; Escape takes it back. Arrow up and down step the
 * value at once, Shift in larger steps.
 */
import { type KeyboardEvent, useState } from 'react';

export interface DraftInputProps {
  readonly id: string;
  readonly value: string;
  /** Takes a finished text. False keeps the draft on screen, so that it can be mended. */
  readonly onCommit: (text: string) => boolean;
  /** The next value up (1) or down (−1); undefined when the text says no number. */
  readonly onStep?: ((text: string, direction: 1 | -1, isCoarse: boolean) => string | undefined) | undefined;
  /** Told as the draft changes; undefined once it is gone. */
  readonly onDraft?: (text: string | undefined) => void;
  readonly isInvalid?: boolean;
  readonly describedBy?: string | undefined;
  readonly label?: string;
  readonly placeholder?: string | undefined;
  readonly className?: string;
  readonly maxLength?: number;
}

export const INPUT =
  'h-7 w-full min-w-0 rounded-md border bg-(--surface) px-2 text-[13px] text-(--text) placeholder:text-(--text-3) hover:border-(--border-strong)';

export function DraftInput({
  id,
  value,
  onCommit,
  onStep,
  onDraft,
  isInvalid = false,
  describedBy,
  label,
  placeholder,
  className = '',
  maxLength,
}: DraftInputProps) {
  const [draft, setDraft] = useState<string>();
  const [seen, setSeen] = useState(value);
  // A value changed from elsewhere (undo, another field) is newer than what was being typed.
  if (seen !== value) {
    setSeen(value);
    setDraft(undefined);
  }
  const change = (text: string | undefined) => {
    setDraft(text);
    onDraft?.(text);
  };
  const commit = () => {
    if (draft !== undefined && (draft === value || onCommit(draft))) change(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape' && draft !== undefined) {
      event.stopPropagation();
      change(undefined);
    } else if (onStep && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      const next = onStep(draft ?? value, event.key === 'ArrowUp' ? 1 : -1, event.shiftKey);
      if (next !== undefined && onCommit(next)) change(undefined);
    }
  };
  return (
    <input
      id={id}
      type="text"
      autoComplete="off"
      spellCheck={false}
      aria-label={label}
      aria-invalid={isInvalid || undefined}
      aria-describedby={describedBy}
      placeholder={placeholder}
      maxLength={maxLength}
      value={draft ?? value}
      onChange={(event) => change(event.target.value)}
      onBlur={commit}
      onKeyDown={onKeyDown}
      className={`${INPUT} ${isInvalid ? 'border-(--bad)' : 'border-(--border)'} ${className}`}
    />
  );
}
