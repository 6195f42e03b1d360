/** The kind of a producer's load, each with a small picture of its shape. A recording comes from a file: it opens the import. */
import type { LoadDoc, NodeId } from '#core/scenario/scenario.ts';
import { useT } from '../i18n/i18n.ts';
import { convertLoad, LOAD_KINDS } from '../inspector/convert.ts';
import { Select } from '../parts/Select.tsx';
import { writeLoad } from './editing.ts';
import { KindPicture } from './KindPicture.tsx';
import { openLoad } from './LoadDialog.tsx';
import { useHorizonUs, useOwner } from './useRunOf.ts';

export interface KindPickerProps {
  readonly node: NodeId;
  readonly load: LoadDoc;
  readonly id?: string;
}

export function KindPicker({ node, load, id }: KindPickerProps) {
  const t = useT();
  const horizonUs = useHorizonUs();
  const owner = useOwner(node);
  const choose = (kind: LoadDoc['kind']) => {
    const next = convertLoad(load, kind, horizonUs, owner);
    if (next === undefined) openLoad(node, 'import');
    else writeLoad(node, next);
  };
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      label={t('field.load')}
      value={load.kind}
      size="small"
      options={LOAD_KINDS.map((kind) => ({
        value: kind,
        label: t(`option.load.${kind}`),
        picture: <KindPicture kind={kind} />,
      }))}
      onChange={choose}
    />
  );
}
