import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const moss: MantineColorsTuple = [
  '#f2f6ec',
  '#e3ebd6',
  '#c8d7b0',
  '#abc189',
  '#8fab66',
  '#759349',
  '#587733',
  '#47622a',
  '#3a5023',
  '#2c3d1a',
];
const terracotta: MantineColorsTuple = [
  '#fcf2ec',
  '#f7e0d4',
  '#eec0a9',
  '#e39d7b',
  '#d77f56',
  '#c76840',
  '#a9522f',
  '#8c4226',
  '#70351f',
  '#552818',
];
const red: MantineColorsTuple = [
  '#fdeeee',
  '#f9d6d6',
  '#f2b0b0',
  '#ea8a8a',
  '#dc5656',
  '#cf3b3b',
  '#b52a2a',
  '#992020',
  '#7d1a1a',
  '#611414',
];
const gray: MantineColorsTuple = [
  '#faf7f0',
  '#f2ece0',
  '#e6decd',
  '#d5cbb6',
  '#b8ad96',
  '#978c76',
  '#756c5a',
  '#5e5648',
  '#443f35',
  '#2b2822',
];
const dark: MantineColorsTuple = [
  '#ece8dd',
  '#d3cec0',
  '#b5b0a1',
  '#949080',
  '#65635a',
  '#4a4940',
  '#383931',
  '#292b24',
  '#1e201b',
  '#151612',
];

const SIZES = { xs: '0.8125rem', sm: '0.9375rem', md: '1rem', lg: '1.125rem', xl: '1.25rem' };
/** Nothing smaller than 18 px where the sun shines on the screen. */
const OUTDOOR_SIZES = { xs: '1.125rem', sm: '1.125rem', md: '1.1875rem', lg: '1.3125rem', xl: '1.5rem' };

const FONT =
  '"Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "BIZ UDPGothic", "Yu Gothic UI", Meiryo, system-ui, sans-serif';

interface Words {
  close: string;
  clear: string;
}

/** The look, with names for the buttons that carry no text. */
export function makeTheme(outdoor: boolean, words: Words) {
  const clearButton = { clearButtonProps: { 'aria-label': words.clear } };
  return createTheme({
    primaryColor: 'moss',
    primaryShade: outdoor ? { light: 9, dark: 9 } : { light: 7, dark: 6 },
    colors: { moss, terracotta, red, gray, dark },
    fontFamily: FONT,
    headings: { fontFamily: FONT, fontWeight: '650' },
    fontSizes: outdoor ? OUTDOOR_SIZES : SIZES,
    lineHeights: { xs: '1.5', sm: '1.6', md: '1.7', lg: '1.7', xl: '1.6' },
    defaultRadius: 'md',
    radius: { md: '0.625rem', lg: '1rem' },
    cursorType: 'pointer',
    respectReducedMotion: true,
    components: {
      Button: { defaultProps: { size: outdoor ? 'lg' : 'md' } },
      TextInput: { defaultProps: { size: 'md' } },
      PasswordInput: { defaultProps: { size: 'md' } },
      Textarea: { defaultProps: { size: 'md' } },
      Select: { defaultProps: { size: 'md', ...clearButton } },
      MultiSelect: { defaultProps: { size: 'md', ...clearButton } },
      DateInput: { defaultProps: { size: 'md', ...clearButton } },
      Switch: { defaultProps: { size: 'md' } },
      ModalCloseButton: { defaultProps: { 'aria-label': words.close } },
    },
  });
}

/** Colours that Mantine would take from its own greys: warm ones with the contrast that WCAG AA asks for. */
export const resolveVariables: CSSVariablesResolver = (theme) => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fffdf9',
    '--mantine-color-text': '#26281f',
    '--mantine-color-dimmed': '#5c5748',
    '--mantine-color-placeholder': '#6d6554',
    '--mantine-color-default-border': '#91876f',
    '--mantine-color-error': theme.colors.red?.[7] ?? '',
    '--mantine-color-anchor': theme.colors.moss?.[7] ?? '',
    '--mks-ground': '#f6f1e7',
    '--mks-surface': '#fffdf9',
    '--mks-line': '#e2d9c7',
    '--mks-quiet': '#f1ebdf',
    '--mks-accent': theme.colors.moss?.[7] ?? '',
    '--mks-accent-soft': '#e7eeda',
    '--mks-attention': theme.colors.terracotta?.[7] ?? '',
    '--mks-attention-soft': '#fae9df',
    '--mks-danger': theme.colors.red?.[7] ?? '',
    '--mks-danger-soft': '#fbe6e4',
    '--mks-shadow': '0 1px 2px rgb(70 58 30 / 6%), 0 6px 20px -12px rgb(70 58 30 / 22%)',
  },
  dark: {
    '--mantine-color-body': '#23251f',
    '--mantine-color-text': '#ece8dd',
    '--mantine-color-dimmed': '#b8b3a4',
    '--mantine-color-placeholder': '#a39e8f',
    '--mantine-color-default-border': '#79766a',
    '--mantine-color-default': '#2c2e27',
    '--mantine-color-default-hover': '#35372f',
    '--mantine-color-error': theme.colors.red?.[3] ?? '',
    '--mantine-color-anchor': theme.colors.moss?.[3] ?? '',
    '--mks-ground': '#191b17',
    '--mks-surface': '#23251f',
    '--mks-line': '#3a3c34',
    '--mks-quiet': '#2b2d26',
    '--mks-accent': theme.colors.moss?.[3] ?? '',
    '--mks-accent-soft': '#313a24',
    '--mks-attention': theme.colors.terracotta?.[3] ?? '',
    '--mks-attention-soft': '#44291c',
    '--mks-danger': theme.colors.red?.[3] ?? '',
    '--mks-danger-soft': '#472322',
    '--mks-shadow': '0 1px 2px rgb(0 0 0 / 30%)',
  },
});
