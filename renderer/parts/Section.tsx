/** A titled group of fields that folds away. */
import { ChevronDown } from 'lucide-react';
import { Collapsible } from '@base-ui/react/collapsible';
import type { ReactNode } from 'react';

export interface SectionProps {
  readonly title: string;
  readonly isOpenAtFirst?: boolean;
  readonly children: ReactNode;
}

export function Section({ title, isOpenAtFirst = true, children }: SectionProps) {
  return (
    <Collapsible.Root defaultOpen={isOpenAtFirst} className="border-b border-(--border) last:border-b-0">
      <Collapsible.Trigger className="group flex h-9 w-full cursor-pointer items-center gap-1 px-3 text-[12px] font-semibold hover:bg-(--surface-2)">
        <span className="flex-1 text-left">{title}</span>
        <ChevronDown size={14} className="-rotate-90 text-(--text-3) group-data-panel-open:rotate-0" />
      </Collapsible.Trigger>
      <Collapsible.Panel className="flex flex-col gap-2 px-3 pb-3">{children}</Collapsible.Panel>
    </Collapsible.Root>
  );
}
