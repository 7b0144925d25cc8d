import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const parley: MantineColorsTuple = [
  '#eefaf8',
  '#d9f2ee',
  '#b2e5dd',
  '#86d6cb',
  '#5fc9bb',
  '#33b3a4',
  '#15998b',
  '#0b7c72',
  '#0b645d',
  '#0a514c',
];

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

/** The same calm look as the agents' pages: one accent, system fonts, nothing fetched from elsewhere. */
export const theme = createTheme({
  primaryColor: 'parley',
  primaryShade: { light: 7, dark: 6 },
  colors: { parley, dark },
  autoContrast: true,
  fontFamily:
    'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Noto Sans SC", "Microsoft YaHei", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  components: {
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
  },
});

export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--parley-canvas': '#eef1f3',
    '--parley-surface': '#ffffff',
    '--parley-line': '#dfe4e8',
    '--mantine-color-dimmed': '#55606a',
  },
  dark: {
    '--parley-canvas': '#121518',
    '--parley-surface': '#1a1e22',
    '--parley-line': '#2d3338',
    '--mantine-color-dimmed': '#a0acb6',
  },
});
