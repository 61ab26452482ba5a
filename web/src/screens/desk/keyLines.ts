/** The keys of the list, as its help card tells them. */
export const keyLines = [
  { keys: ['j', 'k'], word: 'move' },
  { keys: ['x'], word: 'choose' },
  { keys: ['Enter'], word: 'open' },
  { keys: ['s'], word: 'send' },
  { keys: ['a'], word: 'assign' },
  { keys: ['c'], word: 'verdict' },
  { keys: ['e'], word: 'order' },
  { keys: ['/'], word: 'search' },
  { keys: ['.'], word: 'updates' },
  { keys: ['Esc'], word: 'back' },
  { keys: ['?'], word: 'help' },
] as const;
