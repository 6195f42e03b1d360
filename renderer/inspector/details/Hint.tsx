/** One sentence that says what would be here, and what it means that it is not. */
import type { ReactNode } from 'react';

export function Hint({ children }: { readonly children: ReactNode }) {
  return <p className="text-[11px] leading-4 text-(--text-3)">{children}</p>;
}
