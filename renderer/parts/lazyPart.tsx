/** A part of the app that is fetched when it is first shown. */
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';

/**
 * `Failed` stands in for a part that cannot be fetched (the server has a newer build): it must not take the window down.
 * `skeleton` is shown while it is on its way.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Failed: ComponentType<Props>,
  skeleton: ReactNode = null,
): (props: Props) => ReactNode {
  const Part = lazy<ComponentType<Props>>(() =>
    load().then(
      (part) => ({ default: part }),
      () => ({ default: Failed }),
    ),
  ) as ComponentType<Props>;
  return (props) => (
    <Suspense fallback={skeleton}>
      <Part {...props} />
    </Suspense>
  );
}

/** For a part that can be done without. */
export const Nothing = (): null => null;
