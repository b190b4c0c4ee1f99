import { deflateSync, gzipSync } from 'node:zlib';
import { restApi } from '../../templates.ts';
import { reports } from '../evidence.ts';
import { open } from '../fixture-stack.ts';
import { assumed, type Case, documented, reported, row, type Topic } from '../row.ts';
import { perform } from '../scripted-function.ts';
import { apiGateway, reason } from '../sources.ts';
import { gatewayResponse } from './rest-errors.ts';

const large = 'x'.repeat(100);

/** A response of 100 bytes and its content encoding. */
const answered = (
  behavior: string,
  accept: string | undefined,
  encoding: string | null,
  response: object = {},
  variant?: string,
): Case =>
  row(
    behavior,
    perform({ return: { statusCode: 200, body: large, ...response } }),
    { headers: { 'content-encoding': encoding } },
    {
      headers: accept === undefined ? {} : { 'Accept-Encoding': accept },
      ...(variant && { variant }),
    },
  );

const compressed = (behavior: string, encoding: string, body: Buffer, event: object): Case =>
  row(
    behavior,
    'POST /act',
    { event },
    { headers: { 'Content-Encoding': encoding, 'Content-Type': 'text/plain' }, body },
  );

const unsupported = gatewayResponse(
  415,
  'BadRequestException',
  '{"message":"Unsupported Media Type"}',
);
const rejected = (variant: string, encoding: string, body: string): Case =>
  row('Any other encoding of a request body is 415', 'POST /act', unsupported, {
    headers: { 'Content-Encoding': encoding },
    body,
    variant,
  });

/** Compressed bodies of a REST API. */
export const restCompression: Topic = {
  title: 'REST API compression',
  api: restApi({ api: { MinimumCompressionSize: 50 }, methods: open('ANY /act') }),
  rows: [
    ...documented(
      apiGateway['api-gateway-receive-response-with-compressed-payload'],
      answered('A response is compressed as Accept-Encoding asks', 'gzip', 'gzip', {}, 'gzip'),
      answered(
        'A response is compressed as Accept-Encoding asks',
        'deflate',
        'deflate',
        {},
        'deflate',
      ),
      {
        ...answered('A compressed response has the body of the function', 'gzip', 'gzip'),
        expected: { body: large },
      },
      answered(
        'Without an explicit encoding a response is not compressed',
        undefined,
        null,
        {},
        'none',
      ),
      answered('Without an explicit encoding a response is not compressed', '*', null, {}, '*'),
      answered('A response below the minimum size is not compressed', 'gzip', null, { body: 'hi' }),
      answered('A response with Content-Encoding is not compressed again', 'gzip', 'br', {
        headers: { 'Content-Encoding': 'br' },
      }),
    ),
    ...documented(
      apiGateway['api-gateway-enable-compression'],
      answered('The encoding with the highest weight decides', 'deflate;q=0.5,gzip;q=1', 'gzip'),
      answered(
        'An unsupported encoding with the highest weight means none',
        'br, gzip;q=0.5',
        null,
      ),
    ),
    ...documented(
      apiGateway['api-gateway-make-request-with-compressed-payload'],
      compressed('A gzip request body is decompressed', 'gzip', gzipSync('hi'), { body: 'hi' }),
      compressed('A deflate request body is decompressed', 'deflate', deflateSync('hi'), {
        body: 'hi',
      }),
      rejected('unsupported', 'br', 'hi'),
      rejected('not compressed', 'gzip', 'hi'),
    ),
    ...reported(
      reports.inflated,
      compressed(
        'The event of a decompressed body keeps Content-Encoding',
        'gzip',
        gzipSync('hi'),
        { isBase64Encoded: false, headers: { 'Content-Encoding': 'gzip' } },
      ),
    ),
    ...assumed(
      reason.unsettled,
      answered('Of equal weights the first encoding decides', 'gzip, deflate, br', 'gzip'),
      row('The limit of 10 MB counts the decompressed body', 'POST /act', 413, {
        headers: { 'Content-Encoding': 'gzip' },
        body: gzipSync(Buffer.alloc(10 * 1024 * 1024 + 1)),
      }),
    ),
  ],
};
