/** Resolves once the browser has painted something for the first time: what is not needed for that is fetched then. */
let painted: Promise<void> | undefined;

/** A hidden page paints nothing, and some browsers tell nothing: it waits no longer than this. */
const AT_MOST_MS = 2_000;

export const afterFirstPaint = (): Promise<void> =>
  (painted ??= new Promise((resolve) => {
    if (document.visibilityState === 'hidden') return resolve();
    setTimeout(resolve, AT_MOST_MS);
    new PerformanceObserver((list) => {
      if (list.getEntriesByName('first-contentful-paint').length > 0) resolve();
    }).observe({ type: 'paint', buffered: true });
  }));
