import { Alert, Button, Group, List } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Told } from './problems.js';

interface ProblemBoxProps {
  readonly told: Told | null;
  readonly onKeepMine?: () => void;
  readonly onTakeTheirs?: () => void;
}

/** What was refused, above what was typed; nothing of it is lost. */
export function ProblemBox({ told, onKeepMine, onTakeTheirs }: ProblemBoxProps) {
  const { t } = useTranslation('admin');
  if (told === null) return null;
  if (told.isStale)
    return (
      <Alert color="yellow" role="alert" mb="md" title={t('stale.title')}>
        {t('stale.text')}
        <Group gap="xs" mt="sm">
          {onKeepMine === undefined ? null : (
            <Button size="xs" variant="default" onClick={onKeepMine}>
              {t('stale.mine')}
            </Button>
          )}
          {onTakeTheirs === undefined ? null : (
            <Button size="xs" variant="default" onClick={onTakeTheirs}>
              {t('stale.theirs')}
            </Button>
          )}
        </Group>
      </Alert>
    );
  return (
    <Alert color="red" role="alert" mb="md" title={told.general}>
      {told.lines.length === 0 ? null : (
        <List size="sm">
          {told.lines.map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
