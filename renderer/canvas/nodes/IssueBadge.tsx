/** On a node's corner: it has problems, and what the first one is. */
import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { Issue } from '#core/scenario/issues.ts';
import { issueText } from '#core/scenario/issueText.ts';
import { Tooltip } from '../../parts/Tooltip.tsx';
import { useUi } from '../../ui/uiStore.ts';

export function IssueBadge({ issues }: { readonly issues: readonly Issue[] }) {
  const language = useUi((s) => s.language);
  const first = issues.find((one) => one.severity === 'error') ?? issues[0];
  if (first === undefined) return null;
  const isError = first.severity === 'error';
  const Icon = isError ? CircleAlert : TriangleAlert;
  const text = issueText(first, language);
  return (
    <Tooltip label={issues.length > 1 ? `${text} (+${issues.length - 1})` : text} side="top">
      <span role="img" aria-label={text} className={`flex shrink-0 items-center gap-0.5 text-[11px] font-medium ${isError ? 'text-(--bad)' : 'text-(--warn)'}`}>
        <Icon size={15} />
      </span>
    </Tooltip>
  );
}
