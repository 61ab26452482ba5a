/** What a chart is drawn for. The same definition on paper and on a screen differs in this alone. */
export interface ChartLook {
  medium: 'print' | 'screen' | 'dark';
  /** A CSS font family. */
  font: string;
  /** CSS px of the picture; `fontSize` of its text. */
  width: number;
  fontSize: number;
}

export interface ChartColours {
  paper: string;
  ink: string;
  /** What is like the whole, and small print. */
  muted: string;
  grid: string;
  /** The whole's own value. */
  whole: string;
  bar: string;
  /** Apart from each other in lightness too: they are told apart in grey. */
  series: readonly string[];
}

const light = {
  ink: '#131a26',
  muted: '#67728a',
  grid: '#dfe3ea',
  whole: '#b3261e',
  series: ['#1b3f6e', '#c2571a', '#0b7a80', '#8a45a3', '#8f9bb0'],
};
export const chartColours: Readonly<Record<ChartLook['medium'], ChartColours>> = {
  print: { ...light, paper: '#ffffff', bar: '#4a6d9e' },
  screen: { ...light, paper: '#ffffff', bar: '#3b6fc4' },
  dark: {
    paper: '#111a2e',
    ink: '#f2f6fc',
    muted: '#8492ab',
    grid: '#2a3650',
    whole: '#f74834',
    bar: '#4a7ed0',
    series: ['#a7d8f7', '#fee040', '#5ab0e8', '#d8a1ea', '#87909a'],
  },
};
