import { Box, Stack, Tabs, Text, Title } from '@mantine/core';
import { IconArrowsExchange, IconInbox } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me, Ticket } from '../desk/client.ts';
import type { DeviceName, ShownPerson, StageState } from '../stage/types.ts';
import { ExchangeLog } from './exchange-log.tsx';
import css from './sight.module.css';
import { TicketCard } from './ticket-card.tsx';
import { useTickets } from './use-tickets.ts';

interface Props {
  readonly stage: StageState;
  readonly person: ShownPerson;
  readonly device: DeviceName;
  readonly me: Me;
}

/** The other side of the counter: this person's tickets, and what went over the wire. */
export function SightView({ stage, person, device, me }: Props) {
  const { t } = useTranslation();
  const tickets = useTickets(stage, person, device);
  const [opened, setOpened] = useState<string | null>(null);
  const open = tickets.some(({ id }) => id === opened) ? opened : (likeliest(tickets, stage, device)?.id ?? null);
  return (
    <Tabs defaultValue="tickets" className={css['tabs']} keepMounted={false}>
      <Box className={css['head']}>
        <Title order={2} fz="md" px="md" pt={10}>
          {t('sight.title')}
        </Title>
        <Tabs.List className={css['list']}>
          <Tabs.Tab value="tickets" leftSection={<IconInbox size={16} />} rightSection={<Count of={tickets.length} />}>
            {t('sight.tickets')}
          </Tabs.Tab>
          <Tabs.Tab value="log" leftSection={<IconArrowsExchange size={16} />} rightSection={<Count of={stage.exchanges.length} />}>
            {t('sight.log')}
          </Tabs.Tab>
        </Tabs.List>
      </Box>
      <Tabs.Panel value="tickets" className={css['panel']}>
        {tickets.length === 0 ? (
          <Box className={css['none']}>
            <IconInbox size={40} stroke={1.2} aria-hidden />
            <Text fz="sm">{t('sight.none', { name: person.name })}</Text>
          </Box>
        ) : (
          <Stack gap="sm">
            {tickets.map((ticket) => (
              <TicketCard key={ticket.id} ticket={ticket} me={me} isOpen={ticket.id === open} onOpen={() => setOpened(ticket.id)} />
            ))}
          </Stack>
        )}
      </Tabs.Panel>
      <Tabs.Panel value="log" className={css['panel']}>
        <ExchangeLog exchanges={stage.exchanges} />
      </Tabs.Panel>
    </Tabs>
  );
}

/** The newest that came by the device on the screen, else the newest. */
function likeliest(tickets: readonly Ticket[], stage: StageState, device: DeviceName): Ticket | undefined {
  const inbox = device === 'widget' ? undefined : stage.inboxes[device === 'phone' ? 'sms' : device];
  return tickets.find((ticket) => inbox !== undefined && ticket.inboxId === inbox.id) ?? tickets[0];
}

function Count({ of }: { readonly of: number }) {
  return of === 0 ? null : (
    <Text component="span" fz="xs" c="dimmed">
      {of}
    </Text>
  );
}
