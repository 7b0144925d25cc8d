import { usePane } from '../data/pane-context.js';
import { HoldReason } from './hold-reason.js';
import { useSetStatus, useStatusOf } from './status-picker.js';

export function HoldDialog() {
  const { dialog, open, ticket } = usePane();
  const setStatus = useSetStatus();
  const status = useStatusOf()('on_hold');
  const hold = async (holdReason: string) => {
    if (status !== null && (await setStatus(status, { holdReason }))) open(null);
  };
  return (
    <HoldReason
      opened={dialog === 'hold'}
      before={ticket.holdReason ?? ''}
      onHold={(reason) => void hold(reason)}
      onClose={() => open(null)}
    />
  );
}
