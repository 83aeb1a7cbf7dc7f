/**
 * What is thrown while a part of the page is drawn stays within it: the part says so in its place, and everything else
 * goes on, the controls of a training run above all. Without boundaries React takes the whole page away.
 */
import { Component, Fragment, type ReactNode } from 'react'
import { toFault } from '../../protocol/errors.ts'
import { t } from '../messages/index.ts'
import { Failure } from './Failure.tsx'

interface Props {
  /** The part's name on the page. */
  readonly part: string
  /** Around the words that stand in the part's place. */
  readonly frame?: (failure: ReactNode) => ReactNode
  readonly children: ReactNode
}

interface State {
  readonly thrown: { readonly error: unknown } | null
  readonly components: string | null
  readonly tries: number
}

const unframed = (failure: ReactNode) => failure

export class Boundary extends Component<Props, State> {
  override state: State = { thrown: null, components: null, tries: 0 }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { thrown: { error } }
  }

  override componentDidCatch(_: unknown, { componentStack }: { componentStack?: string | null }) {
    this.setState({ components: componentStack ?? null })
  }

  readonly again = () => this.setState(({ tries }) => ({ thrown: null, components: null, tries: tries + 1 }))

  override render() {
    const { part, frame = unframed, children } = this.props
    const { thrown, components, tries } = this.state
    if (!thrown) return <Fragment key={tries}>{children}</Fragment>
    const { error } = thrown
    const what = t('partBroke', { part, detail: toFault(error).params.detail ?? String(error) })
    return frame(<Failure {...{ what, part, error, components, tries }} onAgain={this.again} />)
  }
}
