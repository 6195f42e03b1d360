/** Short messages that come and go. Callable from anywhere; `ToastViewport` shows them. */
import { Toast } from '@base-ui/react/toast';

export const toastManager = Toast.createToastManager();

export type ToastTone = 'neutral' | 'good' | 'bad';

/** `body` says why or what to do. Bad news stays longer. */
export function toast(title: string, body?: string, tone: ToastTone = 'neutral'): void {
  toastManager.add({ title, ...(body === undefined ? {} : { description: body }), type: tone, timeout: tone === 'bad' ? 8_000 : 4_000 });
}
