import { describe, expect, it } from 'vitest';
import { readCloudAssembly } from '../../src/assembly/cloud-assembly.ts';
import { readServableApis } from '../../src/servable-apis.ts';
import { UserError } from '../../src/user-error.ts';
import { assemblyFolder } from '../served.ts';
import { conflicts } from './conflicts.ts';
import { scriptedFunction } from './scripted-function.ts';

describe('An assembly that AWS rejects at deployment is rejected with the names of the resources:', () => {
  it.each(conflicts)('$conflict', ({ resources, message }) => {
    const code = { handler: scriptedFunction };
    const folder = assemblyFolder({ template: { Resources: resources }, code });
    const read = (): unknown => readServableApis(readCloudAssembly(folder), () => {});
    expect(read).toThrow(UserError);
    expect(read).toThrow('AWS rejects this at deployment');
    for (const part of message) expect(read).toThrow(part);
  });
});
