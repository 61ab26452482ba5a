/** Words of a wall that plays the past. */
export default {
  replay: {
    title: 'Replay of {day} ×{speed}',
    reading: 'Reading that day…',
    notLive: 'Not live',
    ended: 'The replay has ended at {time}',
    invalid: 'No such replay: look at day, time (past, at most seven days) and speed (1–3600)',
    too_many_requests:
      'Too many replays run already: end one on another screen; this one tries again by itself',
    slower: 'Slower',
    faster: 'Faster',
    again: 'Again',
    live: 'Live',
  },
};
