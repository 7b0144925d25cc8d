import { Button, Menu, SegmentedControl, Text } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PHRASES } from '../stage/phrases.ts';
import type { ShownPerson } from '../stage/types.ts';

type Language = ShownPerson['language'];

const LANGUAGES: readonly Language[] = ['id', 'zh', 'en'];

interface Props {
  readonly person: ShownPerson;
  readonly onPick: (phrase: { readonly subject: string; readonly text: string }) => void;
}

/** What customers bring, in three languages; the person's own first. */
export function PhraseMenu({ person, onPick }: Props) {
  const { t } = useTranslation();
  const [language, setLanguage] = useState<Language>(person.language);
  const languages = LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }));
  return (
    <Menu width={340} position="top-start" shadow="md">
      <Menu.Target>
        <Button size="compact-sm" variant="default" leftSection={<IconBolt size={14} />}>
          {t('phrase.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={330} style={{ overflow: 'auto' }}>
        <SegmentedControl
          fullWidth
          size="xs"
          mb={4}
          data={languages}
          value={language}
          onChange={(value) => setLanguage(value as Language)}
          aria-label={t('phrase.in')}
        />
        {PHRASES.map(({ subject, text }) => (
          <Menu.Item key={subject.en} lang={language} onClick={() => onPick({ subject: subject[language], text: text[language] })}>
            <Text fz="sm" fw={600}>
              {subject[language]}
            </Text>
            <Text fz="xs" c="dimmed" lineClamp={2}>
              {text[language]}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
