/** Most designs have no problems: what shows them is fetched with the first one. */
import type { Issue } from '#core/scenario/issues.ts';
import { lazyPart, Nothing } from '../../parts/lazyPart.tsx';

type Props = { readonly issues: readonly Issue[] };

const Badge = lazyPart<Props>(() => import('./IssueBadge.tsx').then((part) => part.IssueBadge), Nothing);

export const IssueBadge = ({ issues }: Props) => (issues.length === 0 ? null : <Badge issues={issues} />);
