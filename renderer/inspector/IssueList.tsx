/** Problems in words. With an entity, those about it as a whole; its fields say theirs in place. Without, every one, to go to. */
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { formatPath, type Issue } from '#core/scenario/issues.ts';
import { issueText } from '#core/scenario/issueText.ts';
import { documentStore } from '../document/documentStore.ts';
import { entityOf, useIssues } from '../document/validation.ts';
import { useT } from '../i18n/i18n.ts';
import { uiStore, useUi } from '../ui/uiStore.ts';

/** ['model', 'nodes', id]: an issue with this path has no field to be shown at. */
const WHOLE = 3;

export function IssueList({ entity }: { readonly entity?: string }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const { all, byEntity } = useIssues();
  const shown = entity === undefined ? all : (byEntity.get(entity) ?? []).filter((one) => one.path.length <= WHOLE);
  if (shown.length === 0) return null;
  return (
    <ul aria-label={t('inspector.issues')} className="flex flex-col gap-1 border-b border-(--border) p-3">
      {shown.map((one) => (
        <li key={`${one.code} ${formatPath(one.path)}`} className="flex items-start gap-1.5 text-[12px] leading-4">
          <SeverityIcon issue={one} />
          {entity === undefined && entityOf(one) !== undefined ? (
            <button type="button" onClick={() => goTo(one)} className="cursor-pointer text-left hover:underline">
              {issueText(one, language)}
            </button>
          ) : (
            <span>{issueText(one, language)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function SeverityIcon({ issue }: { readonly issue: Issue }) {
  const t = useT();
  const isError = issue.severity === 'error';
  const Icon = isError ? CircleAlert : TriangleAlert;
  return (
    <Icon
      size={14}
      role="img"
      aria-label={t(isError ? 'inspector.error' : 'inspector.warning')}
      className={`mt-px shrink-0 ${isError ? 'text-(--bad)' : 'text-(--warn)'}`}
    />
  );
}

function goTo(issue: Issue): void {
  const id = entityOf(issue);
  if (id === undefined) return;
  const isNode = Object.hasOwn(documentStore.getState().scenario.model.nodes, id);
  uiStore.getState().select(isNode ? { nodes: [id], edges: [] } : { nodes: [], edges: [id] });
}
