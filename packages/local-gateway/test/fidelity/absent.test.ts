import { afterAll, expect, it } from 'vitest';
import { readCloudAssembly } from '../../src/assembly/cloud-assembly.ts';
import { readServableApis } from '../../src/servable-apis.ts';
import { removeAssembly, writeAssembly } from '../assembly-folder.ts';
import { echo } from '../handlers.ts';
import { absences } from './absent.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) removeAssembly(folder);
});

it.each(absences)('$what: refused by name', ({ resources, refusal }) => {
  const folder = writeAssembly({ template: { Resources: resources }, code: { echo } });
  folders.push(folder);
  const read = () => readServableApis(readCloudAssembly(folder), () => {});
  expect(read).toThrow(/^Test\/\w+ \(AWS::/);
  expect(read).toThrow(refusal);
});
