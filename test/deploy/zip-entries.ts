import { inflateRawSync } from 'node:zlib';

/**
 * The files in a ZIP archive, by path: stored or deflated, without encryption or ZIP64.
 *
 * @see PKWARE, "APPNOTE.TXT", sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (end)
 */
export function zipEntries(archive: Buffer): ReadonlyMap<string, Buffer> {
  const end = archive.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end === -1) throw new Error('not a ZIP archive');
  const entries = new Map<string, Buffer>();
  let header = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = archive.readUInt16LE(header + 28);
    const rest = archive.readUInt16LE(header + 30) + archive.readUInt16LE(header + 32);
    const name = archive.toString('utf8', header + 46, header + 46 + nameLength);
    entries.set(name, entry(archive, header));
    header += 46 + nameLength + rest;
  }
  return entries;
}

function entry(archive: Buffer, header: number): Buffer {
  const local = archive.readUInt32LE(header + 42);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const data = archive.subarray(start, start + archive.readUInt32LE(header + 20));
  const deflated = archive.readUInt16LE(header + 10) === 8;
  return deflated ? inflateRawSync(data) : data;
}
