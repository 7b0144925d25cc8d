import { Accordion } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePane } from '../data/pane-context.js';
import { AutomationsSection } from './automations-section.js';
import { ClocksSection } from './clocks-section.js';
import { ContactSection } from './contact-section.js';
import { FieldsSection } from './fields-section.js';
import { HistorySection } from './history-section.js';
import { OtherTicketsSection, RelatedSection } from './other-tickets-section.js';
import { RoutingSection } from './routing-section.js';
import classes from './side.module.css';

const SECTIONS: Readonly<Record<string, () => ReactNode>> = {
  contact: ContactSection,
  clocks: ClocksSection,
  fields: FieldsSection,
  tickets: OtherTicketsSection,
  related: RelatedSection,
  routing: RoutingSection,
  automations: AutomationsSection,
  history: HistorySection,
};

/** What is known beside the conversation. Which sections are open is remembered; closed ones fetch nothing. */
export function SidePanel() {
  const { t } = useTranslation('ticket');
  const { ticket } = usePane();
  const [open, setOpen] = useLocalStorage<string[]>({
    key: 'parley.side.sections',
    defaultValue: ['contact', 'clocks', 'fields'],
    getInitialValueInEffect: false,
  });
  const names = Object.keys(SECTIONS).filter((name) => name !== 'related' || ticket.related.length > 0 || ticket.linkedTicketId !== null);
  return (
    <Accordion
      multiple
      value={open}
      onChange={setOpen}
      chevronPosition="left"
      chevronSize={14}
      classNames={{
        control: classes.control,
        label: classes.label,
        chevron: classes.chevron,
        content: classes.content,
        item: classes.item,
      }}
      order={2}
    >
      {names.map((name) => {
        const Section = SECTIONS[name] ?? HistorySection;
        return (
          <Accordion.Item key={name} value={name}>
            <Accordion.Control>{t(`side.${name}`)}</Accordion.Control>
            <Accordion.Panel>{open.includes(name) ? <Section /> : null}</Accordion.Panel>
          </Accordion.Item>
        );
      })}
    </Accordion>
  );
}
