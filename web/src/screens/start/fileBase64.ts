const stride = 0x8000;

/** A file's bytes as Base64. */
export async function fileBase64(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  // spread over the stack, a large file would not fit there
  for (let at = 0; at < bytes.length; at += stride)
    text += String.fromCharCode(...bytes.subarray(at, at + stride));
  return btoa(text);
}
