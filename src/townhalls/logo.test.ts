import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { knock } from '../../test/knock.ts';
import { story } from '../../test/town.ts';
import { townHallApi } from './contract.ts';

const colours = { opaque: { r: 11, g: 97, b: 71 }, sheer: { r: 11, g: 97, b: 71, alpha: 0.5 } };
const drawing = (width = 40, height = 20) => sharp({ create: { width, height, channels: 4, background: colours.sheer } });
const photo = () =>
  sharp({ create: { width: 3000, height: 1000, channels: 3, background: colours.opaque } })
    .withExif({ IFD0: { Make: 'Téléphone' }, IFD3: { GPSLatitude: '44/1', GPSLongitude: '5/1' } })
    .jpeg()
    .toBuffer();

test(
  'a logo is shown inert, and replaced without a trace',
  story(async (town) => {
    const door = await knock(town);
    const administrator = await door.as('administrator');
    const keep = (upload: Buffer) => administrator.ask(townHallApi.keepLogo, {}, { upload });
    expect((await keep(await drawing().png().toBuffer())).status).toBe(204);
    const shown = await door.browser().ask(townHallApi.showLogo, { params: { slug: 'valmeraude' } });
    expect(shown.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
    expect(shown.headers['content-security-policy']).toContain('sandbox');
    expect((await door.browser().ask(townHallApi.showLogo, { params: { slug: 'valbruyere' } })).status).toBe(404);
    expect((await administrator.ask(townHallApi.removeLogo, {})).status).toBe(204);
    expect((await door.browser().ask(townHallApi.showLogo, { params: { slug: 'valmeraude' } })).status).toBe(404);
  }),
);

test(
  'it is made anew from its pixels: neither where it was taken nor what was hidden behind it remains, and it is no larger than needed',
  story(async (town) => {
    const door = await knock(town);
    const administrator = await door.as('administrator');
    const hidden = Buffer.concat([await photo(), Buffer.from('<script>alert(1)</script>')]);
    expect((await administrator.ask(townHallApi.keepLogo, {}, { upload: hidden })).status).toBe(204);
    const { rawPayload } = await door.app.inject({ url: '/api/v1/town-halls/valmeraude/logo' });
    const { format, width, height, exif } = await sharp(rawPayload).metadata();
    expect([format, width, height, exif]).toEqual(['jpeg', 800, 267, undefined]);
    expect(rawPayload.includes('<script>')).toBe(false);
  }),
);

/** A picture that says it is a million pixels wide, in a few hundred bytes. */
async function wallOfPixels(): Promise<Buffer> {
  const png = await drawing(1, 1).png().toBuffer();
  png.writeUInt32BE(100_000, 16);
  png.writeUInt32BE(100_000, 20);
  return png;
}

test.each<[string, () => Promise<Buffer>]>([
  ['a drawing that is a program', async () => Buffer.from('<svg onload="alert(1)">')],
  ['a page', async () => Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['a script behind a picture’s first bytes', async () => Buffer.from('\x89PNG\r\n\x1a\n<script>alert(1)</script>', 'latin1')],
  ['a picture cut short', async () => (await photo()).subarray(0, 300)],
  ['a wall of pixels', wallOfPixels],
  ['compressed nothing', async () => deflateSync(Buffer.alloc(1_000_000))],
  ['nothing', async () => Buffer.alloc(0)],
])('%s is refused', (_what, make) =>
  story(async (town) => {
    const administrator = await (await knock(town)).as('administrator');
    const { status, problem } = await administrator.ask(townHallApi.keepLogo, {}, { upload: await make() });
    expect([status, problem.code]).toEqual([422, 'logo.not_a_picture']);
  })(),
);

test(
  'one heavier than a megabyte is not read to its end',
  story(async (town) => {
    const administrator = await (await knock(town)).as('administrator');
    const upload = Buffer.concat([await photo(), Buffer.alloc(1024 * 1024)]);
    expect((await administrator.ask(townHallApi.keepLogo, {}, { upload })).status).toBe(413);
  }),
);
