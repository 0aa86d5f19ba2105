import sharp from 'sharp';
import { expect, test } from 'vitest';
import { knock } from '../../../test/knock.ts';
import { story } from '../../../test/town.ts';
import { picturesApi } from './contract.ts';

/** As a telephone takes it: turned a quarter, with where and when it was taken. */
const photo = (width = 3000, height = 2000) =>
  sharp({ create: { width, height, channels: 3, background: '#0b6147' } })
    .withExif({
      IFD0: { Make: 'Téléphone', DateTime: '2026:11:01 10:00:00' },
      IFD3: { GPSLatitude: '44/1', GPSLongitude: '5/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
const logo = () =>
  sharp({ create: { width: 80, height: 40, channels: 4, background: { r: 11, g: 97, b: 71, alpha: 0.5 } } })
    .png()
    .toBuffer();

test(
  'a photo is kept upright, at the size of a letter, without where and when it was taken; anyone sees it at one address',
  story(async (town) => {
    const { as, app } = await knock(town);
    const editor = await as('editor');
    const { reply } = await editor.ask(picturesApi.keep, {}, { upload: await photo() });
    expect(reply).toMatchObject({ mediaType: 'image/jpeg', width: 1200, height: 1800 });
    const url = `/api/v1/town-halls/valmeraude/pictures/${reply.hash}`;
    const seen = await app.inject({ method: 'GET', url });
    expect(seen.statusCode).toBe(200);
    expect(seen.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(seen.headers['set-cookie']).toBeUndefined();
    const { exif, orientation, size } = await sharp(seen.rawPayload).metadata();
    expect([exif, orientation, size]).toEqual([undefined, undefined, reply.size]);
    expect((await app.inject({ method: 'GET', url: url.replace('valmeraude', 'valbruyere') })).statusCode).toBe(404);
  }),
);

test(
  'the same picture brought twice is kept once, and what shows through stays so',
  story(async (town) => {
    const { as } = await knock(town);
    const editor = await as('editor');
    const [one, other] = [
      await editor.ask(picturesApi.keep, {}, { upload: await logo() }),
      await editor.ask(picturesApi.keep, {}, { upload: await logo() }),
    ];
    expect(one.reply).toMatchObject({ mediaType: 'image/png', width: 80, height: 40 });
    expect(other.reply).toEqual(one.reply);
  }),
);

test.each<[string, () => Promise<Buffer>]>([
  [
    'a drawing that is a program',
    async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  ],
  ['a page with a picture’s name', async () => Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['a picture cut short', async () => (await photo(200, 200)).subarray(0, 300)],
  ['a script behind a picture’s first bytes', async () => Buffer.from('GIF89a/*<script>*/=alert(1)')],
  ['nothing', async () => Buffer.alloc(0)],
])('%s is refused', (_what, make) =>
  story(async (town) => {
    const { as } = await knock(town);
    const { status, problem } = await (await as('editor')).ask(picturesApi.keep, {}, { upload: await make() });
    expect([status, problem.code]).toEqual([422, 'picture.not_a_picture']);
  })(),
);
