/** The words of the Gradient variance region, in English; a part of en.ts. */
export const varianceText = {
  variance: 'Gradient variance',
}
