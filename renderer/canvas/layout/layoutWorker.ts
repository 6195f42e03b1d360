/** Lays out beside the screen's thread: a large design takes seconds. */
import { type LayoutRequest, layoutGraph } from './layoutGraph.ts';

addEventListener('message', (event: MessageEvent<LayoutRequest>) => postMessage(layoutGraph(event.data)));
