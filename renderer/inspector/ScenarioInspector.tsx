/** Nothing selected: the design as a whole. Its title and note are in the reader's language where the file has both. */
import { MODEL_FIELDS } from '#core/scenario/fields.ts';
import type { LocalText } from '#core/scenario/scenario.ts';
import { useDocument } from '../document/documentStore.ts';
import type { Path } from '../document/edits.ts';
import { localText, useT } from '../i18n/i18n.ts';
import { Section } from '../parts/Section.tsx';
import { useUi } from '../ui/uiStore.ts';
import { FaultList } from './FaultList.tsx';
import { RangeField } from './fields/RangeField.tsx';
import { TextField } from './fields/TextField.tsx';
import { ImportedFrom } from './ImportedFrom.tsx';
import { InspectorHeader } from './InspectorHeader.tsx';
import { IssueList } from './IssueList.tsx';
import { ObjectiveList } from './ObjectiveList.tsx';

export function ScenarioInspector() {
  const t = useT();
  const language = useUi((s) => s.language);
  const { model, view, imported } = useDocument((s) => s.scenario);
  const at = (field: string, text: LocalText | undefined): Path => ['view', field, ...(typeof text === 'object' ? [language] : [])];
  return (
    <>
      <InspectorHeader title={t('inspector.scenario')} canDelete={false} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <p className="border-b border-(--border) p-3 text-[11px] leading-4 text-(--text-3)">{t('inspector.scenario.about')}</p>
        <IssueList />
        <div className="flex flex-col gap-2 border-b border-(--border) p-3">
          <TextField path={at('title', view.title)} value={localText(view.title, language)} label={t('field.title')} placeholder={t('file.untitled')} isWide />
          <TextField path={at('note', view.note)} value={localText(view.note ?? '', language)} label={t('field.note')} isLong />
        </div>
        {imported !== undefined && <ImportedFrom imported={imported} />}
        <Section title={t('group.run')}>
          <RangeField
            path={['model', 'horizon']}
            value={model.horizon}
            range={MODEL_FIELDS.horizon}
            label={t('field.horizon')}
            help={t('field.horizon.help')}
          />
          <RangeField path={['model', 'seed']} value={model.seed} range={MODEL_FIELDS.seed} label={t('field.seed')} help={t('field.seed.help')} />
        </Section>
        <Section title={t('group.objectives')}>
          <ObjectiveList model={model} />
        </Section>
        <Section title={t('faults.menu')}>
          <FaultList model={model} />
        </Section>
      </div>
    </>
  );
}
