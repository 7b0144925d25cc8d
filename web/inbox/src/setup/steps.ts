export const STEPS = ['you', 'inbox', 'agent', 'done'] as const;

export type Step = (typeof STEPS)[number];
