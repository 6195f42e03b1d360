/** One way of taking along: what it is, and its controls below each other. */
import type { ReactNode } from 'react';

export function TabBody({ about, children }: { readonly about: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-col gap-3 p-4">
      <p className="leading-5 text-(--text-2)">{about}</p>
      {children}
    </div>
  );
}
