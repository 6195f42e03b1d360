/**
 * A frame around components: dragged by its name or its border, it takes along what lies whole within it. Its inside lets
 * everything through, so that one pans and selects there as anywhere.
 */
import { type NodeProps, NodeResizer } from '@xyflow/react';
import { memo } from 'react';
import { TITLE_MAX } from '#core/scenario/fields.ts';
import { useT } from '../../i18n/i18n.ts';
import { FRAME_HEADER, NOTE_MIN } from './noteEdits.ts';
import type { NoteFlowNode } from './noteFlow.ts';
import { NOTE_STYLES } from './noteStyles.ts';
import { useWriting } from './useWriting.ts';

const HEADER = { height: FRAME_HEADER };
/** Where it can be taken: along its sides. */
const SIDES = ['inset-x-0 -top-1 h-2', 'inset-x-0 -bottom-1 h-2', 'inset-y-0 -left-1 w-2', 'inset-y-0 -right-1 w-2'] as const;

export const FrameNode = memo(function FrameNode({ id, data: { note }, selected, width = 0, height = 0 }: NodeProps<NoteFlowNode>) {
  const t = useT();
  const { isWriting, text, field, write } = useWriting(id, note);
  const { frame, line } = NOTE_STYLES[note.color];
  return (
    <>
      <NodeResizer
        isVisible={selected && !isWriting}
        minWidth={NOTE_MIN.width}
        minHeight={NOTE_MIN.height}
        handleClassName="frame-grip"
        lineClassName="frame-grip"
      />
      <div style={{ width, height }} className={`relative rounded-xl border-2 ${frame} ${selected ? 'border-(--accent)' : line}`}>
        <div
          style={HEADER}
          onDoubleClick={write}
          className="pointer-events-auto flex max-w-full items-center rounded-t-xl px-3 text-[13px] leading-4 font-semibold text-(--text)"
        >
          {isWriting ? (
            <input
              {...field}
              className="nodrag nopan w-full bg-transparent outline-none placeholder:font-normal placeholder:text-(--text-2)"
              aria-label={t('frame.name')}
              placeholder={t('frame.name')}
              maxLength={TITLE_MAX}
              onKeyDown={(event) => {
                if (event.key === 'Enter') event.currentTarget.blur();
                field.onKeyDown(event);
              }}
            />
          ) : (
            <span className={`truncate ${text === '' ? 'font-normal text-(--text-2)' : ''}`} title={text}>
              {text === '' ? t('frame.unnamed') : text}
            </span>
          )}
        </div>
        {SIDES.map((side) => (
          <div key={side} className={`pointer-events-auto absolute ${side}`} />
        ))}
      </div>
    </>
  );
});
