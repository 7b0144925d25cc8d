import { ActionIcon, Badge, Button, CopyButton, Group, Skeleton, Stack, Text, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconPencil, IconRosetteDiscountCheck, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Face } from '../../face.js';
import { useMay } from '../../session.js';
import { usePane } from '../data/pane-context.js';
import { contactQuery } from '../data/queries.js';
import { ContactForm } from './contact-form.js';
import { ContactMergeDialog } from './contact-merge-dialog.js';
import classes from './side.module.css';

/** Who the customer is, and what of that is proven. */
export function ContactSection() {
  const { t } = useTranslation('ticket');
  const may = useMay();
  const { ticket } = usePane();
  const { data: contact } = useQuery(contactQuery(ticket.contact.id));
  const [isEditing, setEditing] = useState(false);
  const [isMerging, setMerging] = useState(false);
  if (contact === undefined) return <Skeleton height={90} />;
  if (isEditing) return <ContactForm contact={contact} onDone={() => setEditing(false)} />;
  return (
    <Stack gap="sm">
      <Group wrap="nowrap" gap="sm">
        <Face name={contact.name} aria-hidden />
        <div style={{ minWidth: 0, flex: 1 }}>
          <Text fw={600} truncate>
            {contact.name}
          </Text>
          <Group gap={6}>
            {contact.tier === null ? null : (
              <Badge size="sm" variant="light" tt="none">
                {contact.tier}
              </Badge>
            )}
            <Text size="xs" c="dimmed">
              {languageName(contact.language) ?? t('contact.noLanguage')}
            </Text>
            {contact.isSpam ? (
              <Badge size="sm" color="red" variant="light">
                {t('contact.spam')}
              </Badge>
            ) : null}
          </Group>
        </div>
        {may('contact:write') ? (
          <Tooltip label={t('contact.edit')}>
            <ActionIcon aria-label={t('contact.edit')} onClick={() => setEditing(true)}>
              <IconPencil size={16} />
            </ActionIcon>
          </Tooltip>
        ) : null}
      </Group>
      <ul className={classes.plain} aria-label={t('contact.identities')}>
        {contact.identities.map(({ kind, scope, value, verified }) => (
          <li key={`${kind} ${scope} ${value}`} className={classes.identity}>
            <Text span size="xs" c="dimmed" className={classes.kind}>
              {t(`contact.kinds.${kind}`, { defaultValue: kind })}
            </Text>
            <Text span size="sm" truncate flex={1} title={value}>
              {value}
            </Text>
            {verified ? (
              <Tooltip label={t('contact.verified')}>
                <IconRosetteDiscountCheck size={16} className={classes.verified} role="img" aria-label={t('contact.verified')} />
              </Tooltip>
            ) : (
              <Text span size="xs" c="dimmed">
                {t('contact.unverified')}
              </Text>
            )}
            <CopyButton value={value}>
              {({ copied, copy }) => (
                <ActionIcon size="xs" aria-label={t('contact.copy', { value })} onClick={copy}>
                  {copied ? <IconCheck size={12} /> : <IconCopy size={12} />}
                </ActionIcon>
              )}
            </CopyButton>
          </li>
        ))}
      </ul>
      {may('contact:merge') ? (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          fw={500}
          justify="flex-start"
          leftSection={<IconUsersGroup size={14} />}
          onClick={() => setMerging(true)}
        >
          {t('contact.merge')}
        </Button>
      ) : null}
      {isMerging ? <ContactMergeDialog contact={contact} onClose={() => setMerging(false)} /> : null}
    </Stack>
  );
}

function languageName(tag: string | null): string | null {
  if (tag === null) return null;
  try {
    return new Intl.DisplayNames([document.documentElement.lang], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
