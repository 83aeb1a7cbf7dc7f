/** The words of the dialog in which a chart is large, in English. */
import { format as f } from './format.ts'

export const exploreText = {
  explore: 'Explore',
  exploreOf: ({ title }: { title: string }) => `Explore: ${title}`,
  exploreHint: 'Open large: zoom, compare values, log axes, SVG',
  exploreStep: ({ step }: { step: number }) => `as of step ${f.integer(step)}`,
  exploreRefresh: 'Refresh',
  exploreRefreshHint: 'Show what has been measured since',
  exploreClose: 'Close',
  exploreScale: ({ axis }: { axis: string }) => `Scale of the ${axis} axis`,
  exploreZoom:
    'Drag to zoom, double-click to see everything. A click on a name in the legend hides its curve.',
  exploreTurn: 'Drag to turn, scroll to zoom. A click on a name in the legend hides what it names.',
  explorePoint: 'Point at an encoding to see its image.',
  exploreWaiting: 'Loading the drawing…',
  noExplore: 'The drawing could not be loaded. The values are in the CSV file.',
  exploreNoSpace:
    'This browser cannot draw in three dimensions here (it has no WebGL). The values are in the CSV file.',
  svg: 'SVG',
  svgHint: 'Download the chart as SVG',
  exploreAlong: ({ axis }: { axis: string }) => `${axis} along`,
  exploreDirection: ({ place }: { place: number }) => `principal direction ${place}`,
  exploreModel: 'Model',
  exploreShare: 'probability',
  exploreChain: ({ chain }: { chain: number }) => `chain ${chain}`,
  surfaceTitle: 'The exact posterior of the image and the encoder’s, as surfaces',
  exploreHeight: 'Height',
  exploreDensity: 'density',
  exploreLogDensity: 'log density',
  exactSurface: 'p(z|x), exact',
  guessSurface: 'q(z|x), encoder',
  densityPerArea: 'density (per unit of area)',
  logDensityPerArea: 'log density (nats)',
}

/** The buttons in the plot, by the names that plotly.js has for them. */
export const plotWords = {
  Zoom: 'Zoom to a box',
  Pan: 'Pan',
  'Zoom in': 'Zoom in',
  'Zoom out': 'Zoom out',
  'Reset axes': 'Reset axes',
  'Show closest data on hover': 'Tell the nearest point',
  'Compare data on hover': 'Compare at one place',
  'Toggle Spike Lines': 'Lines to the axes',
  'Orbital rotation': 'Turn freely',
  'Turntable rotation': 'Turn, upright',
  'Reset camera to default': 'Reset the view',
}
