/** Where toasts appear: bottom centre, above the panels, read aloud as they come. */
import { Toast } from '@base-ui/react/toast';
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { POPUP } from './popup.ts';
import { showToasts, type ToastMessage } from './toasts.ts';

const toastManager = Toast.createToastManager();

/** Bad news stays longer, and so does what can be acted on. */
function add({ title, body, tone, action }: ToastMessage): void {
  // 0 is for ever.
  const timeout = action?.stays === true ? 0 : action !== undefined ? 12_000 : tone === 'bad' ? 8_000 : 4_000;
  const doIt = () => {
    toastManager.close(id);
    action?.onClick();
  };
  const id = toastManager.add({
    title,
    ...(body === undefined ? {} : { description: body }),
    ...(action === undefined ? {} : { actionProps: { children: action.label, onClick: doIt } }),
    type: tone,
    timeout,
  });
}

const ICONS: Record<string, ReactNode> = {
  neutral: <Info size={16} className="mt-0.5 shrink-0 text-(--accent)" />,
  good: <CircleCheck size={16} className="mt-0.5 shrink-0 text-(--ok)" />,
  bad: <CircleAlert size={16} className="mt-0.5 shrink-0 text-(--bad)" />,
};

export function ToastViewport({ closeLabel }: { readonly closeLabel: string }) {
  // What is added before the provider listens is lost; its own effect runs before this one.
  useEffect(() => showToasts(add), []);
  return (
    <Toast.Provider toastManager={toastManager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className="fixed bottom-6 left-1/2 z-60 flex w-[420px] max-w-[calc(100vw-32px)] -translate-x-1/2 flex-col-reverse gap-2">
          <List closeLabel={closeLabel} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function List({ closeLabel }: { readonly closeLabel: string }) {
  const { toasts } = Toast.useToastManager();
  return toasts.map((item) => (
    <Toast.Root key={item.id} toast={item} className={`${POPUP} flex items-start gap-2 py-2.5 pr-2 pl-3 data-limited:hidden`}>
      {ICONS[item.type ?? 'neutral']}
      <div className="min-w-0 flex-1 text-[13px] leading-5">
        <Toast.Title className="font-medium" />
        <Toast.Description className="text-(--text-2)" />
      </div>
      {item.actionProps !== undefined && (
        <Toast.Action className="h-6 shrink-0 cursor-pointer rounded border border-(--border) px-2 text-[13px] font-medium hover:bg-(--surface-2)" />
      )}
      <Toast.Close aria-label={closeLabel} className="flex size-6 shrink-0 cursor-pointer items-center justify-center rounded hover:bg-(--surface-2)">
        <X size={14} />
      </Toast.Close>
    </Toast.Root>
  ));
}
