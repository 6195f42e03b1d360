/** What is exported, and how: kinds of export, and the options that matter for this design. */
import type { ReactNode } from 'react';
import { LIMITS } from '#core/base/limits.ts';
import type { ComposeProfile } from '#core/compose/options.ts';
import { useT } from '../i18n/i18n.ts';
import { Check } from '../parts/Check.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { Select } from '../parts/Select.tsx';
import type { ExportChoice, ExportKind, OptionName } from './exportChoice.ts';

interface ExportOptionsProps {
  readonly choice: ExportChoice;
  readonly kinds: readonly ExportKind[];
  readonly options: readonly OptionName[];
  readonly onChange: (choice: ExportChoice) => void;
  /** Below the option for load generators: how their fetching goes on. */
  readonly loadState?: ReactNode;
}

const SERVERS = Array.from({ length: LIMITS.serversPerBroker }, (_, i) => String(i + 1));
const AS_DRAWN = 'drawn';

export function ExportOptions({ choice, kinds, options, onChange, loadState }: ExportOptionsProps) {
  const t = useT();
  const has = (name: OptionName): boolean => options.includes(name);
  const set = (change: Partial<ExportChoice>): void => onChange({ ...choice, ...change });
  const toggle = (profile: ComposeProfile, isOn: boolean): void =>
    set({ profiles: isOn ? [...choice.profiles, profile] : choice.profiles.filter((other) => other !== profile) });
  const counts = (values: readonly string[]) => [{ value: AS_DRAWN, label: t('export.asDrawn') }, ...values.map((value) => ({ value, label: value }))];
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-2">
        <Select
          label={t('export.what')}
          value={choice.kind}
          options={kinds.map((value) => ({ value, label: t(`export.kind.${value}`) }))}
          onChange={(kind) => set({ kind })}
        />
        <p className="text-[12px] leading-4 text-(--text-2)">{t(`export.kind.${choice.kind}.about`)}</p>
      </div>
      {options.length > 0 && (
        <fieldset className="m-0 flex flex-col gap-2.5 border-0 p-0">
          <legend className="pb-2 text-[12px] font-semibold">{t('export.options')}</legend>
          {has('servers') && (
            <Labelled isInColumn label={t('export.servers')}>
              <Select
                label={t('export.servers')}
                size="small"
                value={choice.servers === undefined ? AS_DRAWN : String(choice.servers)}
                options={counts(SERVERS)}
                onChange={(value) => set({ servers: value === AS_DRAWN ? undefined : Number(value) })}
              />
            </Labelled>
          )}
          {has('controllers') && (
            <Labelled isInColumn label={t('export.controllers')}>
              <Select
                label={t('export.controllers')}
                size="small"
                value={choice.controllers}
                options={(['auto', 'combined', 'separate'] as const).map((value) => ({ value, label: t(`export.controllers.${value}`) }))}
                onChange={(controllers) => set({ controllers })}
              />
            </Labelled>
          )}
          {has('rabbitNodes') && (
            <Labelled isInColumn label={t('export.rabbitNodes')}>
              <Select
                label={t('export.rabbitNodes')}
                size="small"
                value={choice.rabbitNodes === undefined ? AS_DRAWN : String(choice.rabbitNodes)}
                options={counts(['1', '3'])}
                onChange={(value) => set({ rabbitNodes: value === '1' ? 1 : value === '3' ? 3 : undefined })}
              />
            </Labelled>
          )}
          {has('hasLoad') && (
            <div>
              <Check label={t('export.load')} isOn={choice.hasLoad} onChange={(hasLoad) => set({ hasLoad })} />
              {loadState}
            </div>
          )}
          {has('observability') && (
            <Check label={t('export.observability')} isOn={choice.profiles.includes('observability')} onChange={(isOn) => toggle('observability', isOn)} />
          )}
          {has('ui') && <Check label={t('export.ui')} isOn={choice.profiles.includes('ui')} onChange={(isOn) => toggle('ui', isOn)} />}
          {has('isCompat129') && <Check label={t('export.compat')} isOn={choice.isCompat129} onChange={(isCompat129) => set({ isCompat129 })} />}
        </fieldset>
      )}
    </div>
  );
}
