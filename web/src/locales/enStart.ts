import type zh from './zhStart.ts';

const en: typeof zh = {
  adminMenu: {
    begin: 'To begin with',
    law: 'Items and law',
    feed: 'Data that come in',
    people: 'People and notices',
    walls: 'Walls',
    upkeep: 'Upkeep',
  },
};

export default en;
