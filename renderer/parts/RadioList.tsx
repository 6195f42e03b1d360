/** Several values below each other, one of them chosen, each with a line that says what it is. */
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { Named, OneOf } from './oneOf.ts';

export interface RadioOption<Value extends string> extends Named<Value> {
  readonly about?: string;
}

export function RadioList<Value extends string>({ label, value, options, onChange }: OneOf<Value, RadioOption<Value>>) {
  return (
    <RadioGroup aria-label={label} value={value} onValueChange={(next) => onChange(next as Value)} className="flex flex-col gap-1">
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          className="group flex cursor-pointer items-start gap-2 rounded-md border border-transparent px-2 py-1.5 text-left hover:bg-(--surface-2) data-checked:border-(--accent) data-checked:bg-(--accent)/8"
        >
          <span
            aria-hidden="true"
            className="mt-[3px] size-3.5 shrink-0 rounded-full border border-(--border-strong) group-data-checked:border-4 group-data-checked:border-(--accent)"
          />
          <span className="min-w-0">
            <span className="block text-[13px] leading-5 font-medium">{option.label}</span>
            {option.about !== undefined && <span className="block text-[12px] leading-4 text-(--text-2)">{option.about}</span>}
          </span>
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
