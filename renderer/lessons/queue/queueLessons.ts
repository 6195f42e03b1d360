/** What a message queue is: from a channel inside one process to a server between several. */
import type { Lesson } from '../lesson.ts';
import { goChannel } from './goChannel.ts';
import { messageServer } from './messageServer.ts';
import { oneProcess } from './oneProcess.ts';

export const QUEUE_LESSONS: readonly Lesson[] = [goChannel, oneProcess, messageServer];
