/**
 * A web stream of what an iterator gives, chunk by chunk as it is read. (Readable.toWeb of Node 20 throws where nobody
 * hears when a reader has seen enough and goes.)
 */
export function webStream(bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
