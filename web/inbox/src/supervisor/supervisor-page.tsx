import { Title } from '@mantine/core';

export function SupervisorPage() {
  return <Title order={2}>Supervisor</Title>;
}
