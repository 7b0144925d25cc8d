import { SimpleGrid, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import phone from './phone.module.css';

const KEYS: readonly (readonly [string, string])[] = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
];

export function Keypad({ isOn, onPress }: { readonly isOn: boolean; readonly onPress: (key: string) => void }) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={3} spacing={6} verticalSpacing={6} px={40} role="group" aria-label={t('phone.keypad')}>
      {KEYS.map(([key, letters]) => (
        <UnstyledButton key={key} className={phone['key']} disabled={!isOn} onClick={() => onPress(key)}>
          <span className={phone['digit']}>{key}</span>
          <span className={phone['letters']} aria-hidden>
            {letters}
          </span>
        </UnstyledButton>
      ))}
    </SimpleGrid>
  );
}
