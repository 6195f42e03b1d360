/** The file the project began with, to try the import with: byte for byte, so that what is said of it is so. */
import { LEGACY_FILE, legacyText } from '#core/compose/services/legacyKafka.ts';

export const SAMPLE = { path: LEGACY_FILE, text: legacyText('stream-in:1:1,stream-out:1:1') };
