import { ActionIcon, Group, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from '../admin.module.css';
import { type Choice, nameIn } from '../common/lookups.js';

interface Need {
  readonly skillId: string;
  readonly level: number;
}

interface SkillNeedsProps {
  readonly label: string;
  readonly help?: string;
  readonly choices: readonly Choice[];
  readonly value: readonly Need[];
  readonly onChange: (value: readonly Need[]) => void;
}

const LEVELS = ['1', '2', '3', '4', '5'];
const USUAL = 3;

/** Skills, each with a level from beginner to expert. */
export function SkillNeeds({ label, help, choices, value, onChange }: SkillNeedsProps) {
  const { t } = useTranslation('admin');
  const left = choices.filter(({ value: id }) => !value.some(({ skillId }) => skillId === id));
  return (
    <fieldset className={classes.fieldset}>
      <legend>{label}</legend>
      {help === undefined ? null : (
        <Text size="xs" c="dimmed" mb={6}>
          {help}
        </Text>
      )}
      <Stack gap={6}>
        {value.map(({ skillId, level }) => (
          <Group key={skillId} gap="sm" wrap="nowrap">
            <Text size="sm" style={{ flex: 1 }}>
              {nameIn(choices, skillId)}
            </Text>
            <SegmentedControl
              size="xs"
              aria-label={t('skill.level', { name: nameIn(choices, skillId) })}
              data={LEVELS}
              value={String(level)}
              onChange={(next) => onChange(value.map((one) => (one.skillId === skillId ? { skillId, level: Number(next) } : one)))}
            />
            <ActionIcon
              aria-label={t('removeOne', { name: nameIn(choices, skillId) })}
              onClick={() => onChange(value.filter((one) => one.skillId !== skillId))}
            >
              <IconX size={15} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        {left.length === 0 ? (
          choices.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('skill.none')}
            </Text>
          ) : null
        ) : (
          <Select
            aria-label={t('skill.add')}
            placeholder={t('skill.add')}
            data={[...left]}
            value={null}
            searchable
            comboboxProps={{ zIndex: 350 }}
            onChange={(skillId) => (skillId === null ? undefined : onChange([...value, { skillId, level: USUAL }]))}
          />
        )}
      </Stack>
    </fieldset>
  );
}
