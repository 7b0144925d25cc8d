import { Avatar, type AvatarProps } from '@mantine/core';
import type { ComponentPropsWithRef } from 'react';

type Shown = Omit<AvatarProps & ComponentPropsWithRef<'div'>, 'children' | 'name'> & { readonly name: string };

/** Who it is, at a glance. */
export function Face({ name, ...look }: Shown) {
  return (
    <Avatar radius="xl" color="initials" name={name} {...look}>
      {initials(name)}
    </Avatar>
  );
}

/** Two letters of a Latin name; the last sign of a Chinese one; of who is known by a number alone, its last two digits. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = ''] = words;
  if (/\p{Script=Han}/u.test(first)) return Array.from(name.trim()).at(-1) ?? '';
  if (!/\p{L}/u.test(name)) return name.replace(/\P{N}/gu, '').slice(-2);
  const letters = words.length > 1 ? [first, words.at(-1) ?? ''] : [first];
  return letters.map((word) => Array.from(word)[0]?.toLocaleUpperCase() ?? '').join('');
}
