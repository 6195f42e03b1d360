/** What every control takes that holds one of a few named values, whatever it looks like. */
export interface Named<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export interface OneOf<Value extends string, Option extends Named<Value> = Named<Value>> {
  /** What is chosen, for who does not see it. */
  readonly label: string;
  readonly value: Value;
  readonly options: readonly Option[];
  readonly onChange: (value: Value) => void;
}
