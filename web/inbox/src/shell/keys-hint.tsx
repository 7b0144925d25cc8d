import { Group, Kbd } from '@mantine/core';
import { type Keys, shownKeys } from './keys.js';

export function KeysHint({ keys }: { readonly keys: Keys }) {
  return (
    <Group gap={3} wrap="nowrap" aria-hidden>
      {shownKeys(keys).map((key, at) => (
        <Kbd key={`${key} ${at}`} size="xs">
          {key}
        </Kbd>
      ))}
    </Group>
  );
}
