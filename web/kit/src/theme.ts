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

/** Calm: one accent, tight rows, system fonts with Chinese behind them; nothing is fetched from elsewhere. */
export const theme = createTheme({
  primaryColor: 'parley',
  primaryShade: 7,
  colors: { parley },
  autoContrast: true,
  fontFamily:
    'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Noto Sans SC", "Microsoft YaHei", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  components: {
    Tooltip: { defaultProps: { withArrow: true, openDelay: 400 } },
    // Initials in the colour of text: on its tints the component library's own are too faint.
    Avatar: {
      styles: (_: unknown, { variant }: { variant?: string }) =>
        variant === 'filled' ? {} : { placeholder: { color: 'var(--mantine-color-text)' } },
    },
    Badge: { defaultProps: { tt: 'none', fw: 600 } },
    Button: { defaultProps: { size: 'sm' } },
    Modal: { styles: { title: { fontWeight: 650 } } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
  },
});

/** Surfaces: `--parley-canvas` behind everything, `--parley-surface` for what is worked on, `--parley-line` between. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--parley-canvas': '#f4f6f7',
    '--parley-surface': '#ffffff',
    '--parley-line': '#e3e7ea',
    '--parley-note': '#fff8e1',
    '--mantine-color-dimmed': '#5b666f',
    '--mantine-color-error': '#b3261e',
  },
  dark: {
    '--parley-canvas': '#15181b',
    '--parley-surface': '#1c2024',
    '--parley-line': '#2d3338',
    '--parley-note': '#332c17',
    '--mantine-color-dimmed': '#9aa6b0',
    '--mantine-color-error': '#ff9e97',
  },
});
