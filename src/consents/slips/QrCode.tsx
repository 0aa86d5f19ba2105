import qrcode from 'qrcode';

/** An address as a square to photograph, drawn without script. Its address stands in letters beside it, for those who cannot. */
export function QrCode({ address }: { address: string }) {
  const { size, data } = qrcode.create(address, { errorCorrectionLevel: 'M' }).modules;
  const dark = Array.from(data).flatMap((isDark, at) => (isDark ? [`M${at % size} ${Math.floor(at / size)}h1v1h-1z`] : []));
  return (
    <svg className="square" viewBox={`-2 -2 ${size + 4} ${size + 4}`} shapeRendering="crispEdges" role="img" aria-label={address}>
      <rect x="-2" y="-2" width={size + 4} height={size + 4} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  );
}
