/** What files of this design are called, without an ending. */
import { documentStore } from '../document/documentStore.ts';
import { stemOf } from '../document/fileName.ts';
import { localText } from '../i18n/i18n.ts';
import { uiStore } from '../ui/uiStore.ts';

export const stemNow = (): string => stemOf(localText(documentStore.getState().scenario.view.title, uiStore.getState().language));
