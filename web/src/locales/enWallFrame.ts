import type zh from './zhWallFrame.ts';

const en: typeof zh = {
  wallPage: {
    overview: 'Overview',
    hours: 'Region × hour',
    departments: 'Department × region',
    items: 'Items',
    halls: 'Halls',
    followup: 'Follow-up',
  },
  wallFrame: {
    pages: 'Page {at} of {n}',
    pinned: 'pinned',
    muted: 'no sound yet: press any key',
    turn: 'Page before, page after',
    pin: 'Hold this page; again: go on turning',
    identify: 'Screen {id}',
  },
  interrupt: {
    title: 'Red flag',
    raised: 'found {age} ago',
    others: '{n} more red at the same time',
    workdays: 'working days',
  },
};

export default en;
