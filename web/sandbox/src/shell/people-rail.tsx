import { Avatar, Badge, Box, Button, Text, UnstyledButton } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ShownPerson } from '../stage/types.ts';
import css from './shell.module.css';

const COLOURS = ['teal.9', 'grape.8', 'red.9', 'indigo.8', 'pink.8', 'cyan.9', 'violet.8', 'blue.9'] as const;

/** As many as the desk tells of at once. */
const PEOPLE_MAX = 200;

export function colourOf(index: number): string {
  return COLOURS[index % COLOURS.length] ?? 'teal.9';
}

/** First letters; of a Chinese name its last character, as people are called. */
export function initialsOf(name: string): string {
  const parts = name.split(' ');
  return parts.length > 1 ? parts.map((part) => part.charAt(0)).join('') : name.slice(-1);
}

interface Props {
  readonly people: readonly ShownPerson[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  readonly onAdd: () => void;
}

export function PeopleRail({ people, chosen, onChoose, onAdd }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Text component="h2" fz="xs" fw={600} c="dimmed" px={10} pb={4} className={css['railTitle']}>
        {t('people.title')}
      </Text>
      <Box component="ul" className={css['people']}>
        {people.map((person) => (
          <li key={person.index}>
            <Row person={person} isChosen={person.index === chosen} onChoose={onChoose} />
          </li>
        ))}
      </Box>
      <Button
        variant="light"
        leftSection={<IconUserPlus size={16} />}
        disabled={people.length >= PEOPLE_MAX}
        onClick={onAdd}
        className={css['add']}
        size="sm"
      >
        {t('people.new')}
      </Button>
    </>
  );
}

function Row({
  person,
  isChosen,
  onChoose,
}: {
  readonly person: ShownPerson;
  readonly isChosen: boolean;
  readonly onChoose: Props['onChoose'];
}) {
  const { t } = useTranslation();
  const unread = Object.values(person.unread).reduce((sum, count) => sum + count, 0);
  return (
    <UnstyledButton
      className={css['person']}
      data-chosen={isChosen || undefined}
      aria-current={isChosen ? 'true' : undefined}
      onClick={() => onChoose(person.index)}
    >
      <Avatar size={34} radius="xl" variant="filled" color={colourOf(person.index)} name={person.name} aria-hidden>
        {initialsOf(person.name)}
      </Avatar>
      <Box miw={0} className={css['personText']}>
        <Text fz="sm" fw={550} truncate lang={person.language}>
          {person.name}
        </Text>
        <Text fz="xs" c="dimmed" truncate>
          {t(`language.${person.language}`)}
        </Text>
      </Box>
      {unread > 0 && (
        <Badge size="sm" circle variant="filled" aria-label={t('people.unread', { count: unread })}>
          {unread}
        </Badge>
      )}
    </UnstyledButton>
  );
}
