/** A labelled button, and an icon one whose name is read aloud and shown on hover. */
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Tooltip } from './Tooltip.tsx';

type Variant = 'plain' | 'outline' | 'primary' | 'danger';

const VARIANTS: Record<Variant, string> = {
  plain: 'text-(--text) hover:bg-(--surface-2) data-popup-open:bg-(--surface-2)',
  outline: 'border border-(--border) bg-(--surface) text-(--text) hover:border-(--border-strong) hover:bg-(--surface-2)',
  primary: 'bg-(--accent) text-(--accent-text) hover:brightness-110',
  danger: 'border border-(--border) bg-(--surface) text-(--bad) hover:border-(--bad)',
};
const BASE =
  'inline-flex shrink-0 cursor-pointer items-center justify-center gap-1.5 rounded-md text-[13px] font-medium whitespace-nowrap select-none ' +
  'disabled:cursor-default disabled:opacity-40 disabled:hover:bg-transparent';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly variant?: Variant;
  readonly icon?: ReactNode;
}

export function Button({ variant = 'plain', icon, children, className = '', ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={`${BASE} h-8 px-2.5 ${VARIANTS[variant]} ${className}`}>
      {icon}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label' | 'title'> {
  /** Its accessible name, shown as the tooltip. */
  readonly label: string;
  /** Shown after the label, such as 'Ctrl+Z'. */
  readonly shortcut?: string;
  readonly variant?: Variant;
  readonly size?: 'small' | 'normal';
}

export function IconButton({ label, shortcut, variant = 'plain', size = 'normal', children, className = '', ...rest }: IconButtonProps) {
  const square = size === 'small' ? 'size-6' : 'size-8';
  return (
    <Tooltip label={label} shortcut={shortcut}>
      <button type="button" {...rest} aria-label={label} className={`${BASE} ${square} ${VARIANTS[variant]} ${className}`}>
        {children}
      </button>
    </Tooltip>
  );
}
