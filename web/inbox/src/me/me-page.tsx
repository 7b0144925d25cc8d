import { Title } from '@mantine/core';

export function MePage() {
  return <Title order={2}>Me</Title>;
}
