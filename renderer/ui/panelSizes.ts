/** What panels measure at first, in pixels: the frame and what stands in for it agree, so nothing moves when the frame comes. */
export const INSPECTOR_WIDTH = 304;

/** A tall window has room for tall charts; a low one keeps the diagram readable. */
export const dashboardHeight = (): number => Math.round(Math.min(340, Math.max(236, window.innerHeight * 0.3)));
