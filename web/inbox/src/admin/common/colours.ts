/** What is wrong or cannot be undone, readable on the surfaces of both themes. */
export const DANGER = 'light-dark(var(--mantine-color-red-9), var(--mantine-color-red-4))';
