/**
 * Problems in words, each with the way to it and, where there is one, what mends it. With an entity, those of it; without, every
 * one. After a fix the keyboard stays in the list.
 */
import { CircleAlert, TriangleAlert, WandSparkles, Wrench } from 'lucide-react';
import { useId, useMemo, useRef, useState } from 'react';
import { formatPath, type Issue } from '#core/scenario/issues.ts';
import type { Fix } from '#core/scenario/issueFix.ts';
import { fixesOf } from '#core/scenario/issueFixes.ts';
import { issueText } from '#core/scenario/issueText.ts';
import { nameOf } from '#core/scenario/lookup.ts';
import type { Model } from '#core/scenario/scenario.ts';
import { documentStore, useDocument } from '../document/documentStore.ts';
import type { Edit } from '../document/edits.ts';
import { entityOf, useIssues } from '../document/validation.ts';
import { useT } from '../i18n/i18n.ts';
import { useUi } from '../ui/uiStore.ts';
import { fixAllEdit, fixEdit } from './fixEdit.ts';
import { fieldName } from './focusField.ts';
import { goToIssue, ISSUE_LIST } from './issueJump.ts';

/** ['model', 'nodes', id]: an issue with this path has no field to be shown at. */
const WHOLE = 3;
/** Each fix was tried on the whole design: of many problems only so many at first. */
const AT_FIRST = 20;
const NONE: readonly Issue[] = [];

export function IssueList({ entity }: { readonly entity?: string }) {
  const t = useT();
  const model = useDocument((s) => s.scenario.model);
  const { all, byEntity } = useIssues();
  const [isLong, setLong] = useState(false);
  const list = useRef<HTMLElement>(null);
  const found = entity === undefined ? all : (byEntity.get(entity) ?? NONE);
  const shown = useMemo(
    () => found.slice(0, isLong ? undefined : AT_FIRST).map((issue) => ({ issue, fixes: fixesOf(model, issue, all) })),
    [model, all, found, isLong],
  );
  if (found.length === 0) return null;
  const fixable = shown.filter(({ fixes }) => fixes.length > 0).length;
  const mend = (edit: Edit, place: number) => {
    documentStore.getState().apply(edit);
    requestAnimationFrame(() => stayIn(list.current, place));
  };
  return (
    <section
      ref={list}
      aria-label={t('inspector.issues')}
      data-field={entity === undefined ? fieldName(ISSUE_LIST) : undefined}
      className="border-b border-(--border) px-3 py-2"
    >
      {found.length > 1 && (
        <div className="flex min-h-7 items-center gap-2 text-[12px] text-(--text-2)">
          <span className="min-w-0 flex-1 truncate">{t('issues.count', { count: found.length })}</span>
          {entity === undefined && fixable > 1 && (
            <button type="button" onClick={() => mend(fixAllEdit(model), 0)} className={FIX}>
              <WandSparkles size={12} aria-hidden="true" />
              {t('issues.fixAll')}
            </button>
          )}
        </div>
      )}
      <ul aria-label={t('inspector.issues')} className="flex flex-col gap-1">
        {shown.map(({ issue, fixes }, i) => (
          <Row
            key={`${issue.code} ${formatPath(issue.path)}`}
            issue={issue}
            fixes={fixes}
            about={entity === undefined ? aboutWhat(model, issue) : undefined}
            onFix={(fix) => mend(fixEdit(fix), i)}
            isHere={entity !== undefined}
          />
        ))}
      </ul>
      {found.length > shown.length && (
        <button type="button" onClick={() => setLong(true)} className={`${FIX} mt-1`}>
          {t('issues.more', { count: found.length - shown.length })}
        </button>
      )}
    </section>
  );
}

const FIX =
  'inline-flex min-h-6 cursor-pointer items-center gap-1 rounded border border-(--border) bg-(--surface) px-1.5 text-left text-[12px] leading-4 text-(--text) hover:border-(--border-strong) hover:bg-(--surface-2)';

/** A component's name; a connection's two. */
function aboutWhat(model: Model, issue: Issue): string | undefined {
  const id = entityOf(issue);
  if (id === undefined || issue.path[1] === 'nodes') return id && nameOf(model, id);
  const edge = Object.hasOwn(model.edges, id) ? model.edges[id] : undefined;
  return edge && `${nameOf(model, edge.from)} → ${nameOf(model, edge.to)}`;
}

interface RowProps {
  readonly issue: Issue;
  readonly fixes: readonly Fix[];
  readonly about: string | undefined;
  /** Among the settings of what it is about. */
  readonly isHere: boolean;
  readonly onFix: (fix: Fix) => void;
}

function Row({ issue, fixes, about, isHere, onFix }: RowProps) {
  const t = useT();
  const language = useUi((s) => s.language);
  const id = useId();
  const reason = issueText(issue, language);
  return (
    <li
      data-issue={issue.code}
      data-field={isHere && issue.path.length <= WHOLE ? fieldName(issue.path) : undefined}
      className="flex items-start gap-1.5 text-[12px] leading-4"
    >
      <SeverityIcon issue={issue} />
      <div className="flex min-w-0 flex-1 flex-col items-start gap-1 pb-1">
        <button
          id={id}
          type="button"
          title={t('issues.go')}
          onClick={() => goToIssue(issue)}
          className="max-w-full cursor-pointer rounded text-left wrap-anywhere hover:underline"
        >
          {about !== undefined && !reason.includes(`"${about}"`) && <span className="block font-semibold">{about}</span>}
          {reason}
        </button>
        {fixes.length > 0 && (
          <span className="flex flex-wrap gap-1">
            {fixes.map((fix) => (
              <button key={fix.word} type="button" aria-describedby={id} onClick={() => onFix(fix)} className={FIX}>
                <Wrench size={12} aria-hidden="true" className="shrink-0 text-(--accent)" />
                <span className="min-w-0 wrap-anywhere">{t(`fix.${fix.word}`, fix.params)}</span>
              </button>
            ))}
          </span>
        )}
      </div>
    </li>
  );
}

/** What had the focus is gone: to the problem that took its place, else to the first thing that is left of the inspector. */
function stayIn(list: HTMLElement | null, place: number): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return;
  const rows = list?.isConnected === true ? list.querySelectorAll<HTMLElement>('[data-issue]') : [];
  const row = rows[Math.min(place, rows.length - 1)] ?? document.querySelector<HTMLElement>('[data-inspector]');
  row?.querySelector<HTMLElement>('button, input')?.focus();
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
