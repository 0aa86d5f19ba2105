import { Checkbox } from '../../../ui/forms/Checkbox.tsx';
import { FieldFault } from '../../../ui/forms/FieldParts.tsx';
import { byChannelLabel } from '../../labels.ts';
import type { SlipBox } from '../../slips/contract.ts';
import styles from './collecting.module.css';

/** The boxes as they stand on the slip, none of them ticked. */
export function SlipBoxes({ boxes, name }: { boxes: readonly SlipBox[]; name: string }) {
  const channels = [...new Set(boxes.map(({ channel }) => channel))];
  const purposes = [...new Map(boxes.map(({ purposeId, purposeName }) => [purposeId, purposeName]))];
  return (
    <div>
      <table className={styles.boxes} aria-label={`Cases cochées${name && ` par ${name}`}`}>
        <thead>
          <tr>
            <th scope="col">Souhaite recevoir</th>
            {channels.map((channel) => (
              <th key={channel} scope="col">
                {byChannelLabel[channel]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {purposes.map(([purposeId, purposeName]) => (
            <tr key={purposeId}>
              <th scope="row">{purposeName}</th>
              {channels.map((channel) => {
                const box = boxes.find((one) => one.purposeId === purposeId && one.channel === channel);
                return (
                  <td key={channel}>
                    {box && <Checkbox name="choices" value={`${purposeId} ${channel}`} label={box.wording} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <FieldFault name="choices" />
    </div>
  );
}
