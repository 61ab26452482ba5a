import { describe, expect, it } from 'vitest';
import { wallState } from '../../testing/wallState.ts';
import { worstDepartments } from './worstDepartments.ts';

describe('worstDepartments', () => {
  it('ranks by all that is open past a limit, the law breaking ties, and leaves out who has nothing', () => {
    const state = wallState({
      cells: [
        [0, 0, [0, 0, 9, 0, 5, 0]],
        [0, 1, [0, 0, 9, 0, 3, 2]],
        [1, 2, [7, 7, 9]],
      ],
    });
    expect(worstDepartments(state, 10)).toEqual([
      { region: 'A区', department: '住建委', promise: 3, law: 2 },
      { region: 'A区', department: '公安局', promise: 5, law: 0 },
    ]);
    expect(worstDepartments(state, 1)).toHaveLength(1);
  });
});
