/** Words of the evaluation of units. */
export default {
  evaluation: {
    title: 'Evaluation',
    by: 'Of',
    department: 'departments',
    region: 'regions',
    period: 'Period',
    basis:
      'As of {asOf}, by version {version} of the terms; only confirmed findings cost points, pending appeals are left out. ',
    notScored: '{part} ({weight} points) has no data yet; its weight is spread over the other parts.',
    empty:
      'There is nothing to evaluate in this period: cases count once they are due or concluded. Try another period.',
    rank: 'Rank',
    unit: 'Unit',
    score: 'Score',
    grade: 'Grade',
    balance: 'Balance',
    parts: {
      timeliness: 'Timeliness',
      regularity: 'Regularity',
      rectification: 'Rectification',
      data: 'Data',
    },
    unranked: 'too few to rank',
    rankIn: 'rank {n}',
    ofN: '{findings} of {n}',
    nothing: 'Nothing to count in this period; its weight is spread over the other parts.',
    interval: '95 % interval {from} to {to}',
    lost: '{lost} of {weight} points lost.',
    scale: 'None up to {good}, all from {bad} on.',
    leftOut: 'Left out: {contested} with a pending appeal, {undecided} not decided.',
    confirmed: '{n} confirmed',
    flag: 'flag {n}',
    more: '{n} more',
  },
};
