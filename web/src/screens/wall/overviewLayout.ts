/** Rows and columns of a page as CSS grid lines; `areas` name what is shown where. */
export interface PageLayout {
  areas: string[];
  rows: string[];
  /** Relative widths; of a video wall they are equal, so that gutters lie on seams. */
  columns: number[];
}

const figures = '15.2rem';
const twoRowsOfFigures = '31.6rem';
const rest = 'minmax(0, 1fr)';
/** Of four flags. */
const feed = '16.2rem';
/** What is left above them of ten departments, whose panel ends above the seam over the lowest row of panels. */
const aboveFeed = 'calc(min(28rem, 100vh / var(--panel-rows, 1) - 2rem) - 17.4rem)';
const lowerHalf = 'calc(50vh - 1.8rem)';

/**
 * The layouts of the overview by the room there is, in rem; first those of the most room, and of equals first the one
 * for a screen without seams. A farther profile has larger rems and so less room, and shrinks nothing: first goes the
 * matrix, which has pages of its own, then the map, then the list of departments.
 */
const plans: { width: number; height: number; layouts: PageLayout[] }[] = [
  {
    width: 300,
    height: 90,
    layouts: [
      {
        areas: ['figures figures figures figures', 'matrix matrix map worst', 'matrix matrix map feed'],
        rows: [figures, rest, lowerHalf],
        columns: [1, 1, 1, 1],
      },
      {
        areas: ['figures figures figures', 'matrix map worst', 'matrix map feed'],
        rows: [figures, rest, lowerHalf],
        columns: [1, 1, 1],
      },
    ],
  },
  {
    width: 170,
    height: 90,
    layouts: [
      {
        areas: ['figures figures figures', 'matrix matrix map', 'matrix matrix worst', 'feed feed worst'],
        rows: [figures, rest, aboveFeed, feed],
        columns: [1, 1, 1],
      },
      {
        areas: ['figures figures', 'matrix map', 'matrix worst', 'feed worst'],
        rows: [figures, rest, aboveFeed, feed],
        columns: [1, 1],
      },
    ],
  },
  {
    width: 220,
    height: 54,
    layouts: [
      {
        areas: ['figures figures figures figures', 'matrix matrix map worst', 'matrix matrix map feed'],
        rows: [figures, rest, feed],
        columns: [1, 1, 1, 1],
      },
    ],
  },
  {
    width: 110,
    height: 54,
    layouts: [
      {
        areas: ['figures figures', 'worst map', 'feed map'],
        rows: [figures, rest, feed],
        columns: [1, 1],
      },
      {
        areas: ['figures figures figures', 'map map worst'],
        rows: [figures, rest],
        columns: [1, 1, 1],
      },
    ],
  },
  {
    width: 140,
    height: 0,
    layouts: [{ areas: ['figures figures', 'feed worst'], rows: [figures, rest], columns: [1, 1] }],
  },
  {
    width: 0,
    height: 0,
    layouts: [{ areas: ['figures', 'feed'], rows: [figures, rest], columns: [1] }],
  },
];

const portraits: typeof plans = [
  {
    width: 96,
    height: 150,
    layouts: [
      {
        areas: ['figures figures', 'map worst', 'matrix matrix', 'feed feed'],
        rows: [twoRowsOfFigures, '54.8rem', rest, '24rem'],
        columns: [61.6, 40.8],
      },
      {
        areas: ['figures figures', 'map worst', 'matrix matrix', 'feed feed'],
        rows: [twoRowsOfFigures, '54.8rem', rest, '24rem'],
        columns: [1, 1],
      },
    ],
  },
  {
    width: 60,
    height: 100,
    layouts: [{ areas: ['figures', 'map', 'feed'], rows: [twoRowsOfFigures, '54rem', rest], columns: [1] }],
  },
  {
    width: 0,
    height: 0,
    layouts: [{ areas: ['figures', 'worst'], rows: [twoRowsOfFigures, rest], columns: [1] }],
  },
];

/**
 * @param room inner size of the page, rem
 * @param panels columns of the video wall; 1: none
 */
export function overviewLayout(room: { width: number; height: number }, panels: number): PageLayout {
  const list = room.height > room.width ? portraits : plans;
  const plan = list.find(({ width, height }) => room.width >= width && room.height >= height);
  const layouts = plan?.layouts ?? [];
  const fits = ({ columns }: PageLayout) =>
    panels === 1 || (isEven(columns) && (columns.length % panels === 0 || panels % columns.length === 0));
  return layouts.find(fits) ?? layouts[0] ?? { areas: [], rows: [], columns: [] };
}

const isEven = (columns: readonly number[]) => columns.every((width) => width === columns[0]);

/** CSS widths of a layout's columns: of equal ones the gutters are centred where panels of the canvas meet. */
export function columnWidths(columns: readonly number[]): string {
  if (columns.length < 2 || !isEven(columns))
    return columns.map((width) => `minmax(0, ${width}fr)`).join(' ');
  const outer = `calc(100vw / ${columns.length} - 2.8rem)`;
  const inner = `calc(100vw / ${columns.length} - 1.6rem)`;
  return columns.map((_, index) => (index === 0 || index === columns.length - 1 ? outer : inner)).join(' ');
}
