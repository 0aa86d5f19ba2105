import { figure } from '../words.ts';
import styles from './Curve.module.css';

interface CurveProps {
  /** One sentence of reading. */
  sentence: string;
  /** Heads of the table: « Heures après l’envoi », « Actions ». */
  heads: readonly [string, string];
  points: readonly { at: number; value: number }[];
  /** Where the line ends when it is whole. */
  until: number;
  nameOf: (at: number) => string;
}

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [320, 150, 40, 24, 10];

/** How something grew: a line, its sentence, and the same figures in a table. Props: sentence, heads, points ({ at, value }), until, nameOf(at). */
export function Curve({ sentence, heads, points, until, nameOf }: CurveProps) {
  const most = Math.max(1, ...points.map(({ value }) => value));
  const x = (at: number) => LEFT + (at / until) * (WIDTH - LEFT - 8);
  const y = (value: number) => HEIGHT - BOTTOM - (value / most) * (HEIGHT - BOTTOM - TOP);
  const line = points.map(({ at, value }) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  const last = points.at(-1);
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
        {points.length > 1 && (
          <>
            <polygon points={`${x(points[0]?.at ?? 0)},${y(0)} ${line} ${x(last?.at ?? 0)},${y(0)}`} className={styles.area} />
            <polyline points={line} className={styles.line} />
          </>
        )}
        {last && <circle cx={x(last.at)} cy={y(last.value)} r="3.5" className={styles.dot} />}
        {[0, until / 2, until].map((at) => (
          <text key={at} x={x(at)} y={HEIGHT - 6} textAnchor={at === 0 ? 'start' : at === until ? 'end' : 'middle'}>
            {nameOf(at)}
          </text>
        ))}
      </svg>
      <p className={styles.sentence}>{sentence}</p>
      <details className={styles.table}>
        <summary>Voir en tableau</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{heads[0]}</th>
              <th scope="col">{heads[1]}</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ at, value }) => (
              <tr key={at}>
                <th scope="row">{nameOf(at)}</th>
                <td>{figure(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
