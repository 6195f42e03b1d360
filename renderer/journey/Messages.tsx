/** Browsing messages and following one: fetched when it is first opened. */
import { translate } from '../i18n/i18n.ts';
import { lazyPart } from '../parts/lazyPart.tsx';
import { Lines } from '../parts/Lines.tsx';

export const Messages = lazyPart(
  () => import('./MessagesPanel.tsx').then((part) => part.MessagesPanel),
  () => <p className="p-4 text-[13px] text-(--text-2)">{translate('common.loadFailed')}</p>,
  () => <Lines count={5} />,
);
