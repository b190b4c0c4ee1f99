/** A class of tokens on which jose and we disagree, knowingly. */
export interface Disagreement {
  /** Our outcome, `allow` or the reason. */
  readonly ours: string;
  /** jose's, `allow` or the code of its error. */
  readonly jose: string;
  /** The oddity that such a token has, in the words of the generator. */
  readonly which: string;
  readonly why: string;
}

const oneSpelling =
  'One token has one spelling (RFC 7515 §2): what is remembered or revoked by its text cannot be respelt.';
const noMeaning =
  'A header with a name twice means two things; RFC 7515 §4 lets a parser refuse it, and we do.';
const noMark = 'JSON in transit begins with no byte order mark (RFC 8259 §8.1); jose skips it.';
const oneCredential =
  'A header is the scheme, spaces and one token68 (RFC 6750 §2.1); jose is handed the token alone and skips white space.';
const shown =
  'The subject is handed on to logs, headers and other programs, so it is text that they take for what it is.';

/** Every class that the generated tokens meet. Where jose allows, we are stricter; the last is the reverse. */
export const disagreements: readonly Disagreement[] = [
  {
    ours: 'malformed_header',
    jose: 'allow',
    which: 'white space in the signature',
    why: oneCredential,
  },
  {
    ours: 'malformed_header',
    jose: 'allow',
    which: 'white space after the signature',
    why: oneCredential,
  },
  { ours: 'malformed_token', jose: 'allow', which: 'a padded signature', why: oneSpelling },
  {
    ours: 'malformed_token',
    jose: 'allow',
    which: 'left-over bits in the signature',
    why: oneSpelling,
  },
  { ours: 'malformed_token', jose: 'allow', which: 'a header member twice', why: noMeaning },
  {
    ours: 'malformed_token',
    jose: 'allow',
    which: 'an unknown header member twice',
    why: noMeaning,
  },
  {
    ours: 'malformed_token',
    jose: 'allow',
    which: 'a byte order mark before the header',
    why: noMark,
  },
  {
    ours: 'malformed_token',
    jose: 'allow',
    which: 'a byte order mark before the payload',
    why: noMark,
  },
  {
    ours: 'unsupported_type',
    jose: 'allow',
    which: 'another typ',
    why: 'A token made for something else is no access token (RFC 8725 §3.11); jose compares `typ` only with one value, and only if told.',
  },
  {
    ours: 'unsupported_critical_header',
    jose: 'allow',
    which: 'crit of b64 true',
    why: 'We understand no extension (RFC 7515 §4.1.11); jose understands `b64` (RFC 7797), and lets a JWT say it is true.',
  },
  {
    ours: 'wrong_audience',
    jose: 'allow',
    which: 'aud with something else in its list',
    why: 'An audience is a list of strings (RFC 7519 §4.1.3); jose looks for ours among whatever there is.',
  },
  {
    ours: 'not_yet_valid',
    jose: 'allow',
    which: 'iat ahead',
    why: 'A token from the future is a clock or a signer gone wrong; jose judges the age only if told a greatest one.',
  },
  {
    ours: 'missing_subject',
    jose: 'allow',
    which: 'sub of another type',
    why: 'The subject is a string (RFC 7519 §4.1.2); jose, told to require it, asks only that it is there.',
  },
  { ours: 'missing_subject', jose: 'allow', which: 'sub that cannot be shown', why: shown },
  {
    ours: 'allow',
    jose: 'ERR_JWKS_MULTIPLE_MATCHING_KEYS',
    which: 'two keys fit',
    why: 'Zuplo signs without `kid`, and during a rotation two keys are published: we try each that fits, at most ten; jose leaves the trying to its caller.',
  },
];
