/** A box to tick. */
export interface CheckProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function Check({ label, isOn, onChange }: CheckProps) {
  return (
    <label className="flex cursor-pointer items-center gap-2">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} className="size-4 shrink-0 accent-(--accent)" />
      {label}
    </label>
  );
}
