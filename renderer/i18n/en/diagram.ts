/** What is written on the nodes of the diagram and belongs to areas whose other texts come later. */
export const diagram = {
  'flow.again': 'again',
  'flow.lost': 'lost',
  'flow.offline': 'offline',
  'flow.subscribers': 'subscribers',
  'flow.underReplicated': 'too few copies',
  'node.copies': '{{partitions}} × {{copies}} copies',
  'node.durable': 'durable: {{name}}',
  'node.servers': '{{up}} of {{count}} servers up',
};
