/** A label before a control that says its own name aloud. */
import type { ReactNode } from 'react';

interface LabelledProps {
  readonly label: string;
  /** In a column of such controls: all of them begin at the same place. */
  readonly isInColumn?: boolean;
  readonly children: ReactNode;
}

export function Labelled({ label, isInColumn = false, children }: LabelledProps) {
  return (
    <div className={`items-center gap-2 ${isInColumn ? 'grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)]' : 'flex'}`}>
      <span aria-hidden="true" className="text-[12px] leading-4 text-(--text-2)">
        {label}
      </span>
      {children}
    </div>
  );
}
