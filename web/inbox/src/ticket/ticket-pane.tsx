import { CloseButton, Text } from '@mantine/core';

interface Props {
  readonly ticketId: string;
  readonly onClose: () => void;
}

export function TicketPane({ ticketId, onClose }: Props) {
  return (
    <section aria-label="Ticket">
      <CloseButton aria-label="Close" onClick={onClose} />
      <Text p="md">{ticketId}</Text>
    </section>
  );
}
