import { useTranslation } from 'react-i18next';
import { useMe } from '../../session.js';
import type { Attending } from '../data/use-live-ticket.js';
import { useWords } from '../data/use-words.js';
import classes from './composer.module.css';

/** Before two answer the same customer. */
export function Collision({ attending }: { readonly attending: Attending }) {
  const { t } = useTranslation('ticket');
  const me = useMe();
  const words = useWords();
  const busy = attending.filter(({ agentId, attention }) => agentId !== me.id && attention !== 'viewing');
  if (busy.length === 0) return null;
  return (
    <div className={classes.collision} role="status">
      <span className={classes.pulse} aria-hidden />
      {busy.map(({ agentId, attention }) => t(`presence.${attention}`, { name: words.agent(agentId) ?? '?' })).join(' · ')}
    </div>
  );
}
