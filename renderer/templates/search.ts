/** Which templates are asked for. All words have to be found, in either language whatever language is shown. */
import { KIND_NAMES } from '#core/scenario/issueText.ts';
import type { LocalText } from '#core/scenario/scenario.ts';
import { searchText } from '../search/searchText.ts';
import type { Template } from './catalog.ts';
import type { Family, Group, TemplateFilter } from './templatesStore.ts';

/** Words people use for a system or a subject that need not stand in a note. */
const FAMILY_WORDS: Readonly<Record<Family, string>> = {
  kafka: 'kafka stream log 日志 流',
  rabbitmq: 'rabbitmq amqp rabbit',
  jms: 'jms activemq java',
  channel: 'go golang channel goroutine 通道',
};
const GROUP_WORDS: Readonly<Record<Group, string>> = {
  basics: 'basics beginner 基础 入门',
  reliability: 'reliability 可靠性 可靠',
  load: 'load traffic peak 负载 流量 高峰 削峰',
  incidents: 'incident trouble problem situation 故障 事故 问题',
};

const bothOf = (text: LocalText): string => (typeof text === 'string' ? text : `${text.en} ${text.zh}`);

interface Searched {
  readonly title: string;
  readonly rest: string;
}
const searched = new WeakMap<Template, Searched>();

function textsOf(template: Template): Searched {
  const known = searched.get(template);
  if (known !== undefined) return known;
  const { file, fix, families, group, kinds, id } = template;
  const nodes = Object.values(file.model.nodes);
  const rest = [
    id,
    bothOf(file.view.note),
    ...(fix === undefined ? [] : [bothOf(fix.file.view.title), bothOf(fix.file.view.note)]),
    ...kinds.map((kind) => `${KIND_NAMES[kind].en} ${KIND_NAMES[kind].zh}`),
    ...nodes.map(({ name, profile = '' }) => `${name} ${profile}`),
    ...families.map((family) => FAMILY_WORDS[family]),
    GROUP_WORDS[group],
  ];
  const texts = { title: searchText(bothOf(file.view.title)), rest: searchText(rest.join(' ')) };
  searched.set(template, texts);
  return texts;
}

const anyOf = <T>(asked: readonly T[], has: readonly T[]): boolean => asked.length === 0 || has.some((one) => asked.includes(one));

/** In the order given; those that have all words in their title come first. */
export function findTemplates(all: readonly Template[], { query, families, groups }: TemplateFilter): readonly Template[] {
  const words = searchText(query).split(/\s+/).filter(Boolean);
  const found = all.filter((one) => {
    const { title, rest } = textsOf(one);
    return anyOf(families, one.families) && anyOf(groups, [one.group]) && words.every((word) => title.includes(word) || rest.includes(word));
  });
  if (words.length === 0) return found;
  const isTitled = (one: Template): boolean => words.every((word) => textsOf(one).title.includes(word));
  return [...found.filter(isTitled), ...found.filter((one) => !isTitled(one))];
}
