/** A place where nothing is yet: why, and the next step as a button. */
import type { ReactNode } from 'react';

export function Empty({ text, children }: { readonly text: string; readonly children?: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-3 p-4 text-[13px] leading-5 text-(--text-2)">
      <p className="max-w-140">{text}</p>
      {children}
    </div>
  );
}
