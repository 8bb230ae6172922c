/** Bodies of answers that never come to a good end. */

export function breakOff(): ReadableStream<Uint8Array<ArrayBuffer>> {
  let calls = 0;
  return new ReadableStream({
    pull(controller) {
      if (calls++) controller.error(new TypeError('terminated'));
      else controller.enqueue(new TextEncoder().encode('{"ok":'));
    },
  });
}

export function drip(): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{')),
  });
}

/** Blanks without end, which JSON may begin with; breaks off where nobody should have got to. */
export function createFlood() {
  const most = 16 * 1024 * 1024;
  const blanks = new Uint8Array(65_536).fill(32);
  let bytes = 0;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      bytes += blanks.length;
      if (bytes > most) controller.error(new TypeError('terminated'));
      else controller.enqueue(blanks.slice());
    },
  });
  return { body, most, read: () => bytes };
}
