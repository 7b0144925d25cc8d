import { Text, UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../data/queries.js';
import { LinkedText } from './linked-text.js';
import { mailDocument } from './mail-document.js';
import { MailFrame } from './mail-frame.js';
import classes from './timeline.module.css';

/** What was said: a mail with its form in a frame, all else as text; history that was quoted is folded away. */
export function MessageBody({ message }: { readonly message: Message }) {
  const { t } = useTranslation('ticket');
  const quoted = t('timeline.quoted');
  const parsed = useMemo(() => mailDocument(message, { quoted }), [message, quoted]);
  const [isWhole, setWhole] = useState(false);
  if (message.kind === 'unsupported')
    return (
      <Text size="sm" c="dimmed" fs="italic">
        {message.text || t('timeline.unsupported')}
      </Text>
    );
  if (parsed !== null) return <MailFrame id={message.id} parsed={parsed} />;
  const hasMore = message.fullText.trim() !== message.text.trim() && message.fullText.length > message.text.length;
  const text = isWhole ? message.fullText : message.text;
  return (
    <>
      {text === '' ? null : (
        <div className={classes.text} dir="auto">
          <LinkedText text={text} />
        </div>
      )}
      {hasMore ? (
        <UnstyledButton className={classes.fold} aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('timeline.hideQuoted') : t('timeline.quoted')}
        </UnstyledButton>
      ) : null}
    </>
  );
}
