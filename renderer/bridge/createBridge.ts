/** Which host this is: the desktop's preload script has put its functions on the window, or it is a browser. */
import type { Language } from '#core/scenario/issueText.ts';
import type { Bridge } from './bridge.ts';
import { browserBridge } from './browserBridge.ts';
import { electronBridge } from './electronBridge.ts';

/** `language` is asked at the moment a refusal is worded. */
export const createBridge = (language: () => Language): Bridge =>
  window.spillway === undefined ? browserBridge(language) : electronBridge(window.spillway, language);
