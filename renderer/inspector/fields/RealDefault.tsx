/** Below a setting that is not the real system's default: what the default is, and the way back to it. */
import { RotateCcw } from 'lucide-react';
import type { Difference } from '#core/scenario/profiles.ts';
import { documentStore } from '../../document/documentStore.ts';
import type { Path } from '../../document/edits.ts';
import { type MessageKey, useT } from '../../i18n/i18n.ts';
import { IconButton } from '../../parts/Button.tsx';
import type { FieldSpec } from '../forms/form.ts';

export interface RealDefaultProps {
  readonly path: Path;
  readonly spec: FieldSpec;
  readonly difference: Difference;
  /** Of the system, as 'Kafka 4.1'. */
  readonly system: string;
}

export function RealDefault({ path, spec, difference: { real }, system }: RealDefaultProps) {
  const t = useT();
  const key = wordOf(spec, real);
  const value = key === undefined ? String(real) : t(key);
  return (
    <p className="flex items-center gap-1.5 pt-0.5 text-[11px] leading-4 text-(--text-2)">
      <span aria-hidden="true" className="size-1.5 shrink-0 rounded-full bg-(--warn)" />
      <span className="min-w-0 flex-1">{t('profile.default', { system, value })}</span>
      <IconButton
        size="small"
        label={t('profile.reset', { value })}
        onClick={() => documentStore.getState().apply({ kind: 'setField', path, value: real as string | number | boolean | undefined })}
      >
        <RotateCcw size={12} />
      </IconButton>
    </p>
  );
}

/** The text of a value that is not written as it is; undefined where it is. */
function wordOf(spec: FieldSpec, value: unknown): MessageKey | undefined {
  if (value === undefined || (spec.field === 'prefetch' && value === 0)) return 'field.unlimited';
  if (spec.control === 'choice') return spec.options.find((option) => option.value === value)?.label;
  if (spec.control === 'switch') return spec.options[value === true ? 'yes' : 'no'];
  return undefined;
}
