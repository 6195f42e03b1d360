/** Short messages that come and go. Callable from anywhere, also before `ToastViewport`, which shows them, is there. */
export type ToastTone = 'neutral' | 'good' | 'bad';

/** One thing to do about it. */
export interface ToastAction {
  readonly label: string;
  readonly onClick: () => void;
  /** The message stays until it is answered or closed. */
  readonly stays?: boolean;
}

export interface ToastMessage {
  readonly title: string;
  /** Why, or what to do. */
  readonly body: string | undefined;
  readonly tone: ToastTone;
  readonly action: ToastAction | undefined;
}

let show: ((message: ToastMessage) => void) | undefined;
const waiting: ToastMessage[] = [];

export function toast(title: string, body?: string, tone: ToastTone = 'neutral', action?: ToastAction): void {
  const message = { title, body, tone, action };
  if (show === undefined) waiting.push(message);
  else show(message);
}

/** Who shows messages from now on, those that waited first. */
export function showToasts(by: (message: ToastMessage) => void): void {
  show = by;
  for (const message of waiting.splice(0)) by(message);
}
