/** Takes steps of at most `size` until one finds less, or it is to stop. @returns the sum of what they did */
export async function inBatches(
  step: (limit: number) => Promise<number>,
  { size, shouldStop }: { size: number; shouldStop: () => boolean },
): Promise<number> {
  for (let sum = 0; ;) {
    const done = await step(size);
    sum += done;
    if (done < size || shouldStop()) return sum;
  }
}
