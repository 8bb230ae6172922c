/** Reads at most so many bytes of a request, or of an answer to one: what is too long is not even held in memory. */
export interface BodyText {
  /** All of it, or its beginning where it is too long. */
  readonly text: string;
  readonly tooLong: boolean;
}

export async function readBody(request: Pick<Request, 'body'>, maxBytes: number): Promise<BodyText> {
  if (!request.body) return { text: '', tooLong: false };
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return { text: text + decoder.decode(chunk), tooLong: true };
    text += decoder.decode(chunk, { stream: true });
  }
  return { text: text + decoder.decode(), tooLong: false };
}
