import { type MantineColorsTuple, mergeThemeOverrides } from '@mantine/core';
import { theme as common } from '@parley/kit/theme';

/** Cooler than the library's own, so that fields and menus sit in the same night as what is behind them. */
const dark: MantineColorsTuple = [
  '#d3dae0',
  '#b9c3cb',
  '#97a3ad',
  '#6b7883',
  '#414b54',
  '#333c44',
  '#272e35',
  '#1a1e22',
  '#14181b',
  '#0e1113',
];

/** The look of the agents' pages. */
export const theme = mergeThemeOverrides(common, { colors: { dark } });
