import { type Setting, textList } from '../../contract/setting.ts';

/** AWS's rules for keys and values of tags, without the comma, which separates tags here. */
const list = textList({
  message:
    'it must be key=value, of 1 to 128 and 1 to 256 letters, digits, spaces or any of _ . : / + - @ ' +
    '(and = in the value), and the key must not begin with aws:',
  isValid: (value) =>
    /^(?!aws:)[\p{L}\p{N} _.:/+@-]{1,128}=[\p{L}\p{N} _.:/+=@-]{1,256}$/iu.test(value),
  defaultValue: [],
});

/** Reads tags from a list of `key=value`. */
export const tagsSetting: Setting<Readonly<Record<string, string>>> = {
  read(given, report) {
    const tags = new Map<string, string>();
    for (const tag of list.read(given, report)) {
      const key = tag.slice(0, tag.indexOf('='));
      if (tags.has(key)) report(tag, `each key must be given once: ${key}`);
      tags.set(key, tag.slice(key.length + 1));
    }
    return Object.fromEntries(tags);
  },
};
