import { Badge, Checkbox, Text } from '@mantine/core';
import { fullTime, shortTime, useNow } from '@parley/kit/formats';
import { IconLock } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Face } from '../../face.js';
import type { Message } from '../data/queries.js';
import { CallCard } from './call-card.js';
import { ChannelMark } from './channel-mark.js';
import { DeliveryMark, DeliveryTrouble } from './delivery-mark.js';
import { HeldReply } from './held-reply.js';
import { MessageBody } from './message-body.js';
import { MessageFiles } from './message-files.js';
import classes from './timeline.module.css';

export interface MessageActs {
  readonly onCancel: (message: Message) => Promise<void>;
  readonly onNote: ((start: string) => void) | null;
  /** null: nothing is being chosen. */
  readonly chosen: ReadonlySet<string> | null;
  readonly onChoose: (id: string) => void;
}

interface Shown {
  readonly message: Message;
  readonly isFollowing: boolean;
  readonly acts: MessageActs;
}

export const MessageRow = memo(function MessageRow({ message, isFollowing, acts }: Shown) {
  const { t } = useTranslation('ticket');
  const side = message.direction === 'internal' ? 'note' : message.direction === 'inbound' ? 'in' : 'out';
  const isCall = message.kind === 'call' || message.kind === 'voicemail';
  const { chosen } = acts;
  return (
    <article
      className={classes.message}
      data-side={side}
      data-following={isFollowing}
      data-seq={message.seq}
      aria-label={t(`timeline.by.${side}`, { name: message.author.name, at: fullTime(message.sentAt) })}
    >
      {chosen === null ? null : (
        <Checkbox
          className={classes.choose}
          checked={chosen.has(message.id)}
          disabled={message.seq === 0}
          onChange={() => acts.onChoose(message.id)}
          aria-label={t('split.choose', { name: message.author.name })}
        />
      )}
      {side === 'out' ? null : <Author message={message} isFollowing={isFollowing} />}
      <div className={classes.bubble} data-kind={message.kind} data-held={message.seq === 0}>
        {isFollowing ? null : <Head message={message} />}
        {isCall ? <CallCard message={message} onNote={acts.onNote} /> : <MessageBody message={message} />}
        <MessageFiles message={message} />
        <HeldReply message={message} onCancel={acts.onCancel} />
        <DeliveryTrouble message={message} />
        {isFollowing ? <FollowingFoot message={message} /> : null}
      </div>
      {side === 'out' ? <Author message={message} isFollowing={isFollowing} /> : null}
    </article>
  );
});

function Author({ message, isFollowing }: { readonly message: Message; readonly isFollowing: boolean }) {
  const { author } = message;
  if (isFollowing) return <span className={classes.noFace} />;
  return <Face className={classes.face} name={author.name} size={28} aria-hidden />;
}

function Head({ message }: { readonly message: Message }) {
  const { t } = useTranslation('ticket');
  const now = useNow(60_000);
  const cc = (message.details as { readonly cc?: readonly string[] }).cc ?? [];
  return (
    <header className={classes.head}>
      <Text span size="xs" fw={600} truncate>
        {message.author.name}
      </Text>
      {message.direction === 'internal' ? (
        <span className={classes.private}>
          <IconLock size={12} aria-hidden /> {t('timeline.private')}
        </span>
      ) : (
        <ChannelMark channel={message.channel} inboxId={message.inboxId} />
      )}
      {message.automatic ? (
        <Badge size="xs" variant="default">
          {t('timeline.automatic')}
        </Badge>
      ) : null}
      {message.originTicketId === null ? null : (
        <Badge size="xs" variant="default">
          {t('timeline.merged')}
        </Badge>
      )}
      <span className={classes.when}>
        {message.revisedAt === null || message.kind === 'call' || message.kind === 'voicemail' ? '' : `${t('timeline.edited')} · `}
        <time dateTime={message.sentAt} title={fullTime(message.sentAt)}>
          {message.seq === 0 ? '' : shortTime(message.createdAt, now)}
        </time>
        <DeliveryMark message={message} />
      </span>
      {cc.length > 0 ? (
        <Text span size="xs" c="dimmed" w="100%">
          {t('timeline.cc', { list: cc.join(', ') })}
        </Text>
      ) : null}
    </header>
  );
}

function FollowingFoot({ message }: { readonly message: Message }) {
  if (message.direction !== 'outbound') return null;
  return (
    <span className={classes.foot}>
      <DeliveryMark message={message} />
    </span>
  );
}
