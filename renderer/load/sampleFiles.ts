/** Short files to try the import with, one of each kind it reads. */
export const SAMPLES = [
  {
    name: 'rates',
    text: 'time,rate\n0,120\n5,180\n10,650\n15,940\n20,700\n25,310\n30,160\n40,120\n',
  },
  {
    name: 'messages',
    text: 'time,key,size\n0.25,user-7,512\n0.40,user-3,2048\n0.41,user-7,256\n1.10,user-9,1024\n1.85,user-3,512\n2.02,user-7,4096\n3.50,user-1,512\n',
  },
  {
    name: 'k6',
    text: `export const options = {
  scenarios: {
    sale: {
      executor: 'ramping-arrival-rate',
      startRate: 100,
      timeUnit: '1s',
      preAllocatedVUs: 50,
      stages: [
        { target: 100, duration: '10s' },
        { target: 900, duration: '2s' },
        { target: 900, duration: '15s' },
        { target: 100, duration: '5s' },
      ],
    },
  },
};
`,
  },
] as const;
