/** How large a design is, in words. */
import type { Scenario } from '#core/scenario/scenario.ts';
import { translate } from '../i18n/i18n.ts';

export const sizeText = ({ model }: Scenario): string =>
  [translate('library.nodes', { count: Object.keys(model.nodes).length }), translate('library.wires', { count: Object.keys(model.edges).length })].join(
    translate('common.listed'),
  );
