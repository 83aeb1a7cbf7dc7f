/** What of plotly.js is used here; the bundle comes without types, and those of the full package are of another version. */
declare module 'plotly.js-gl3d-dist-min' {
  export type Part = Readonly<Record<string, unknown>>

  /** The element that a plot is in: both lists are the plot's own, with what a person has changed in it. */
  export interface PlotElement extends HTMLElement {
    readonly data: readonly Part[]
    readonly layout: Part
    on(event: 'plotly_hover', listener: (event: { readonly points: readonly HoverPoint[] }) => void): void
    on(event: 'plotly_unhover', listener: () => void): void
  }

  export interface HoverPoint {
    readonly pointNumber: number
    readonly data: Part
  }

  interface Locale {
    readonly moduleType: 'locale'
    readonly name: string
    readonly dictionary: Readonly<Record<string, string>>
    readonly format: Part
  }

  interface Plotly {
    register(locale: Locale): void
    /** Draws, or brings what is drawn up to date. */
    react(place: HTMLElement, data: readonly Part[], layout: Part, config: Part): Promise<PlotElement>
    toImage(
      plot: { readonly data: readonly Part[]; readonly layout: Part; readonly config: Part },
      options: {
        readonly format: 'svg' | 'png'
        readonly width: number
        readonly height: number
        readonly scale: number
        readonly imageDataOnly: true
      },
    ): Promise<string>
    purge(place: HTMLElement): void
    readonly Plots: { resize(place: HTMLElement): Promise<unknown> | undefined }
  }

  const plotly: Plotly
  export default plotly
}
