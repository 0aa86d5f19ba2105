import type { ReactNode } from 'react';
import { Link } from '../actions/Link.tsx';
import { figure } from '../words.ts';
import styles from './CommuneFan.module.css';
import { fanDots } from './fan.ts';

const paint = {
  email: 'var(--channel-email)',
  sms: 'var(--channel-sms)',
  letter: 'var(--channel-letter)',
  call: 'var(--channel-call)',
  none: undefined,
};

export interface Wedge {
  channel: keyof typeof paint;
  /** « par e-mail », « par courrier seulement », « pas encore joignables ». */
  label: string;
  count: number;
  href?: string;
}

interface CommuneFanProps {
  wedges: readonly Wedge[];
  /** The figure under the arch: « 83 % ». */
  headline: string;
  /** Its words: « des habitants joignables ». */
  caption: ReactNode;
  /** How many people a dot stands for. */
  peoplePerDot?: number;
}

/** So few could be recognised: their figure is not shown (ui/README.md). */
const isHidden = (count: number) => count > 0 && count < 10;

/** Everyone as dots on a half-circle, by how they can be reached; the same figures as a list under it. Props: wedges, headline, caption, peoplePerDot. */
export function CommuneFan({ wedges, headline, caption, peoplePerDot = 10 }: CommuneFanProps) {
  const drawn = wedges.map(({ count }) => (isHidden(count) ? 0 : count));
  const total = drawn.reduce((sum, count) => sum + count, 0);
  const dotCount = Math.max(60, Math.min(400, Math.round(total / peoplePerDot)));
  const dots = fanDots(drawn, dotCount);
  return (
    <div className={styles.figure}>
      <div className={styles.fan}>
        <svg viewBox="0 0 620 312" aria-hidden="true" focusable="false">
          {dots.map((dot) => (
            <FanDot key={`${dot.x} ${dot.y}`} {...dot} fill={paint[wedges[dot.wedge]?.channel ?? 'none']} />
          ))}
        </svg>
        <p className={styles.headline}>
          <strong>{headline}</strong>
          {caption}
        </p>
      </div>
      <ul className={styles.legend}>
        {wedges.map(({ channel, label, count, href }) => (
          <li key={channel}>
            <b>
              <i className={styles[channel]} />
              {isHidden(count) ? 'moins de 10' : figure(count)}
            </b>
            {href && !isHidden(count) ? <Link href={href}>{label}</Link> : label}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The fan with nobody in it yet: the drawing of every empty state. */
export function HollowFan() {
  return (
    <svg viewBox="0 0 620 312" aria-hidden="true" focusable="false">
      {fanDots([1], 84).map((dot) => (
        <FanDot key={`${dot.x} ${dot.y}`} {...dot} radius={8} fill={undefined} />
      ))}
    </svg>
  );
}

function FanDot({ x, y, fill, radius = 5.6 }: { x: number; y: number; fill: string | undefined; radius?: number }) {
  return fill ? (
    <circle cx={x} cy={y} r={radius} fill={fill} />
  ) : (
    <circle cx={x} cy={y} r={radius - 0.9} fill="var(--sunken)" stroke="var(--channel-none-hatch)" strokeWidth={radius / 4} />
  );
}
