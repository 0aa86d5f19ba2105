import { classNames } from '../class-names.ts';
import { figure } from '../words.ts';
import styles from './Curve.module.css';

interface Line {
  name: string;
  points: readonly { at: number; value: number }[];
}

interface CurveProps {
  /** One sentence of reading. */
  sentence: string;
  /** What is counted along: « Après l’envoi ». */
  head: string;
  /** Three at most; the first has its ground shaded. */
  lines: readonly Line[];
  /** Where a line ends when it is whole. */
  until: number;
  nameOf: (at: number) => string;
}

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [320, 150, 40, 24, 10];
const looks = [styles.first, styles.second, styles.third];

/** How something grew: lines, their sentence, and the same figures in a table. Props: sentence, head, lines ({ name, points }), until, nameOf(at). */
export function Curve({ sentence, head, lines, until, nameOf }: CurveProps) {
  const most = Math.max(1, ...lines.flatMap(({ points }) => points.map(({ value }) => value)));
  const x = (at: number) => LEFT + (at / until) * (WIDTH - LEFT - 8);
  const y = (value: number) => HEIGHT - BOTTOM - (value / most) * (HEIGHT - BOTTOM - TOP);
  const ticks = [0, Math.round(most / 2), most].filter((one, rank, all) => all.indexOf(one) === rank);
  return (
    <div>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.curve} aria-hidden="true" focusable="false">
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={WIDTH} y1={y(tick)} y2={y(tick)} className={styles.grid} />
            <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
              {figure(tick)}
            </text>
          </g>
        ))}
        {lines.map(({ name, points }, rank) => (
          <Drawn key={name} look={looks[rank]} isShaded={rank === 0} points={points} place={{ x, y }} />
        ))}
        {[0, Math.floor(until / 2), until].map((at) => (
          <text key={at} x={x(at)} y={HEIGHT - 6} textAnchor={at === 0 ? 'start' : at === until ? 'end' : 'middle'}>
            {nameOf(at)}
          </text>
        ))}
      </svg>
      {lines.length > 1 && <Legend lines={lines} />}
      <p className={styles.sentence}>{sentence}</p>
      <Figures head={head} lines={lines} nameOf={nameOf} />
    </div>
  );
}

interface DrawnProps {
  look: string | undefined;
  isShaded: boolean;
  points: Line['points'];
  place: { x: (at: number) => number; y: (value: number) => number };
}

function Drawn({ look, isShaded, points, place: { x, y } }: DrawnProps) {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  const line = points.map(({ at, value }) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  return (
    <g className={look}>
      {isShaded && points.length > 1 && (
        <polygon points={`${x(first.at)},${y(0)} ${line} ${x(last.at)},${y(0)}`} className={styles.area} />
      )}
      {points.length > 1 && <polyline points={line} className={styles.line} />}
      <circle cx={x(last.at)} cy={y(last.value)} r="3.5" className={styles.dot} />
    </g>
  );
}

/** Each line with its last figure. */
const Legend = ({ lines }: Pick<CurveProps, 'lines'>) => (
  <ul className={styles.legend}>
    {lines.map(({ name, points }, rank) => (
      <li key={name} className={classNames(styles.entry, looks[rank])}>
        {name} <b>{figure(points.at(-1)?.value ?? 0)}</b>
      </li>
    ))}
  </ul>
);

const Figures = ({ head, lines, nameOf }: Pick<CurveProps, 'head' | 'lines' | 'nameOf'>) => (
  <details className={styles.table}>
    <summary>Voir en tableau</summary>
    <table>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {lines.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines[0]?.points.map(({ at }, rank) => (
          <tr key={at}>
            <th scope="row">{nameOf(at)}</th>
            {lines.map(({ name, points }) => (
              <td key={name}>{figure(points[rank]?.value ?? 0)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </details>
);
