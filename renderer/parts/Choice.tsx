/** Two or three values side by side, one of them chosen. */
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { OneOf } from './oneOf.ts';

export function Choice<Value extends string>({ label, value, options, onChange }: OneOf<Value>) {
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next as Value)}
      className="flex rounded-md border border-(--border) bg-(--surface-2) p-0.5"
    >
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          className="flex h-7 cursor-pointer items-center rounded px-2.5 text-[13px] text-(--text-2) hover:text-(--text) data-checked:bg-(--surface) data-checked:font-medium data-checked:text-(--text) data-checked:shadow-(--shadow)"
        >
          {option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
