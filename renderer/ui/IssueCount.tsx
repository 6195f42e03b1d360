/** How many problems the design has, wherever one is in it; it leads to the list of them. */
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useIssues } from '../document/validation.ts';
import { useT } from '../i18n/i18n.ts';
import { showIssues } from '../inspector/issueJump.ts';
import { IconButton } from '../parts/Button.tsx';
import { KEYS, shortcutText } from './keys.ts';

export function IssueCount() {
  const t = useT();
  const { all } = useIssues();
  if (all.length === 0) return null;
  const errors = all.filter(({ severity }) => severity === 'error').length;
  const Icon = errors > 0 ? CircleAlert : TriangleAlert;
  const label = errors > 0 ? t('issues.count.errors', { count: all.length, errors }) : t('issues.count', { count: all.length });
  return (
    <IconButton label={label} shortcut={shortcutText(KEYS.nextIssue)} onClick={showIssues} className="w-auto! min-w-8 px-2 tabular-nums">
      <Icon size={16} aria-hidden="true" className={errors > 0 ? 'text-(--bad)' : 'text-(--warn)'} />
      <span aria-hidden="true">{all.length}</span>
    </IconButton>
  );
}
