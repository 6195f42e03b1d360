/** What the schema's parts are made of. */
import * as z from 'zod/mini';
import { LIST_MAX } from './fields.ts';

/** Names of headers. */
export const NAME_MAX = 120;

export const number = z.number();
export const text = z.string();
export const quantity = z.string();
export const flag = z.boolean();
export const list = <T extends z.ZodMiniType>(item: T) => z.array(item).check(z.maxLength(LIST_MAX));
export const kind = <K extends string>(name: K) => z.literal(name);
