/** Words of fields that take files. */
export default {
  file: {
    choose: 'Choose a file…',
    chooseMany: 'Choose files…',
    orDrop: 'or drop it here',
    fault: { kind: 'Only files of these kinds: {endings}', one: 'One file at a time' },
  },
};
