/** 'workers/3' of the engine as people know it: the node's name and which of its instances, counted from 1. */
import { useDocument } from '../../document/documentStore.ts';

export function useClientName(): (client: string) => string {
  const nodes = useDocument((s) => s.scenario.model.nodes);
  return (client) => {
    const slash = client.lastIndexOf('/');
    const [id, number] = slash < 0 ? [client, ''] : [client.slice(0, slash), client.slice(slash + 1)];
    const name = nodes[id]?.name ?? id;
    return number === '' ? name : `${name} ${Number(number) + 1}`;
  };
}
