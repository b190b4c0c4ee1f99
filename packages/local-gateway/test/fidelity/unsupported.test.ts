import { afterAll, describe, expect, it } from 'vitest';
import { readCloudAssembly } from '../../src/assembly/cloud-assembly.ts';
import { readServableApis } from '../../src/servable-apis.ts';
import { removeAssembly, writeAssembly } from '../assembly-folder.ts';
import { echo } from '../handlers.ts';
import { unsupportedFeatures } from './unsupported.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) removeAssembly(folder);
});

describe('An assembly is rejected with the name of the resource if it uses', () => {
  it.each(unsupportedFeatures)('$feature', ({ resources, message }) => {
    const folder = writeAssembly({ template: { Resources: resources }, code: { echo } });
    folders.push(folder);
    const read = () => readServableApis(readCloudAssembly(folder), () => {});
    expect(read).toThrow(/^Test\/\w+ \(AWS::/);
    expect(read).toThrow(message);
  });
});
