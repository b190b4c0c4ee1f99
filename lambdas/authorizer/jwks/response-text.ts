import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { JwksFetchError } from './jwks-fetch-error.ts';

/** Maximum bytes of a JWKS document, compressed and decompressed; 100 RSA keys need about half of this. */
export const maxBytes = 65_536;

/** A document, decompressed, and the headers that it was sent with. */
export interface FetchedDocument {
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Collects a response by its events: a stream's async iterator costs a cold start 0.5 ms.
 * @param fail takes a {@link JwksFetchError}, or an error of the connection
 */
export function collectText(
  message: IncomingMessage,
  done: (document: FetchedDocument) => void,
  fail: (error: Error) => void,
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  message.on('error', fail);
  message.on('close', () => fail(new JwksFetchError('ECONNRESET', true)));
  message.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= maxBytes) {
      chunks.push(chunk);
      return;
    }
    fail(new JwksFetchError(`more than ${maxBytes} bytes`));
    message.destroy();
  });
  message.on('end', () => {
    try {
      const { headers } = message;
      const body = decompress(Buffer.concat(chunks, length), headers['content-encoding']);
      done({ text: body.toString('utf8'), headers });
    } catch (error) {
      fail(error as Error);
    }
  });
}

/** Names of the encodings (RFC 9110 section 8.4.1), and the functions of node:zlib that decode them. */
const decoders = {
  gzip: 'gunzipSync',
  'x-gzip': 'gunzipSync',
  deflate: 'inflateSync',
  br: 'brotliDecompressSync',
} as const;

/** Value of Accept-Encoding: the document is small, so uncompressed is best, but servers may compress it anyway. */
export const acceptEncoding = 'identity, gzip;q=0.5, br;q=0.5, deflate;q=0.5';

/** @throws {JwksFetchError} for an unknown encoding, damaged data, or more than 64 KiB */
function decompress(body: Buffer, encoding = 'identity'): Buffer {
  const name = encoding.trim().toLowerCase();
  if (name === 'identity' || name === '') return body;
  if (!Object.hasOwn(decoders, name)) throw new JwksFetchError('unsupported content encoding');
  // Loaded only when it is needed.
  const zlib = process.getBuiltinModule('node:zlib');
  try {
    return zlib[decoders[name as keyof typeof decoders]](body, { maxOutputLength: maxBytes });
  } catch (error) {
    const isTooLong = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new JwksFetchError(isTooLong ? `more than ${maxBytes} bytes` : `invalid ${name} data`);
  }
}
