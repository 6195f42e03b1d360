/** What is inside a node while it runs, and what its readers saw. */
export const details = {
  'objective.metric.lost': 'Lost messages',
  'objective.metric.duplicates': 'Messages processed again',
  'objective.metric.outOfOrder': 'Messages out of order',

  'event.loss.began': 'Messages lost',
  'event.duplicates.began': 'Messages processed again',
  'event.order.broken': 'Order of a key broken',

  'witness.title': 'Seen from outside',
  'witness.about': 'Judged by every message’s number, whatever the brokers say: what its sender was told had arrived, and what consumers then processed.',
  'witness.fine': 'Nothing lost, nothing twice, nothing out of order so far',
  'witness.lost_one': '1 message lost: its sender was told it had arrived, and nobody will process it',
  'witness.lost': '{{n}} messages lost: their sender was told they had arrived, and nobody will process them',
  'witness.duplicates_one': '1 message processed again after it was done',
  'witness.duplicates': '{{n}} messages processed again after they were done',
  'witness.outOfOrder_one': '1 message processed after a later one of its key',
  'witness.outOfOrder': '{{n}} messages processed after a later one of their key',
  'witness.recovered_one': '1 message processed although its sender never learned that it had arrived',
  'witness.recovered': '{{n}} messages processed although their sender never learned that they had arrived',
  'witness.worst': 'most with {{key}} of {{producer}}: {{n}}',
  'witness.unwatched': 'Only the first {{watched}} messages are watched; {{unwatched}} came after them.',

  'table.lost': 'Lost',
  'table.duplicates': 'Again',
  'table.outOfOrder': 'Out of order',
} as const;
