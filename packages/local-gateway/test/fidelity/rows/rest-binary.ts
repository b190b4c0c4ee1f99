import { restApi } from '../../templates.ts';
import { seen } from '../evidence.ts';
import { open } from '../fixture-stack.ts';
import { type Case, documented, measured, row, type Topic } from '../row.ts';
import { perform } from '../scripted-function.ts';
import { apiGateway } from '../sources.ts';
import { serverError } from './rest-errors.ts';

const onlyFirst = 'Only the first type of Accept counts';

/** The body `hi` in Base64, sent to a client with an Accept header. */
const base64 = (
  behavior: string,
  accept: string | undefined,
  body: string,
  variant?: string,
): Case =>
  row(
    behavior,
    perform({ return: { body: 'aGk=', isBase64Encoded: true } }),
    { body },
    { headers: accept === undefined ? {} : { Accept: accept }, ...(variant && { variant }) },
  );

/** The body `hi`, received with a content type. */
const received = (
  behavior: string,
  contentType: string,
  isBase64Encoded: boolean,
  variant?: string,
): Case =>
  row(
    behavior,
    'POST /act',
    { event: { body: isBase64Encoded ? 'aGk=' : 'hi', isBase64Encoded } },
    { headers: { 'Content-Type': contentType }, body: 'hi', ...(variant && { variant }) },
  );

/** Binary bodies of a REST API. */
export const restBinary: Topic = {
  title: 'REST API binary bodies',
  api: restApi({
    api: { BinaryMediaTypes: ['image/png', 'application/*', '*/left'] },
    methods: open('ANY /act'),
  }),
  rows: [
    ...documented(
      apiGateway['api-gateway-payload-encodings'],
      base64('A base64 body is not decoded by default', undefined, 'aGk='),
      base64('A base64 body is decoded if Accept names a binary type', 'image/png', 'hi'),
      received('A request body of a binary type is base64', 'image/png', true),
      received('Any other request body is text', 'text/plain', false),
    ),
    ...measured(
      seen.localstackBinary,
      base64('A binary type may end in a wildcard', 'application/pdf', 'hi', 'Accept'),
      base64('A binary type may end in a wildcard', 'application/*', 'hi', 'Accept with wildcard'),
      base64(onlyFirst, 'image/png,image/*,*/*;q=0.8', 'hi', 'binary first'),
      base64(onlyFirst, 'image/webp,image/png,*/*;q=0.8', 'aGk=', 'binary second'),
      base64('A wildcard in Accept matches no exact type', 'image/*', 'aGk=', 'image/*'),
      base64('A wildcard in Accept matches no exact type', '*/*', 'aGk=', '*/*'),
      base64('A binary type cannot begin with a wildcard', 'random/left', 'aGk='),
      row(
        'A body that is not base64 is 500 if Accept names a binary type',
        perform({ return: { body: 'èé+à)(', isBase64Encoded: true } }),
        serverError(500),
        { headers: { Accept: 'image/png' } },
      ),
    ),
    ...measured(
      seen.ministackBinary,
      received('A binary type may end in a wildcard', 'application/pdf', true, 'Content-Type'),
    ),
  ],
};
