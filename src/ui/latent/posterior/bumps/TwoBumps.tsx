/**
 * Two bumps to drag, and the Gaussians nearest to them by KL(q || p) and by KL(p || q): why the direction of the divergence
 * matters, where it can be computed at once.
 */
import { useEffect, useState } from 'react'
import { fitBumps, type Bumps, type BumpsFits } from '../../../../math/posterior/two-bumps.ts'
import { StopSlider } from '../../../controls/StopSlider.tsx'
import { format } from '../../../messages/index.ts'
import { tPart as t } from '../../../messages/of-parts.ts'
import { usePalette } from '../../../palette.ts'
import { bumpsExplored } from '../figures.ts'
import { useFiles } from '../use-files.tsx'
import { useWidth } from '../use-width.ts'
import { BumpsPlot } from './BumpsPlot.tsx'
import './bumps.css'

const START: Bumps = { centres: [-2, 2], sigma: 0.5 }
const CLOSE: Bumps = { centres: [-1, 1], sigma: 0.5 }
const SIGMAS = [0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1] as const

/** The fits of the newest bumps; until they are there, of those before. */
function useFits(bumps: Bumps): BumpsFits | null {
  const [fits, setFits] = useState<BumpsFits | null>(null)
  useEffect(() => {
    let isNewest = true
    void fitBumps(bumps).then((found) => isNewest && setFits(found))
    return () => void (isNewest = false)
  }, [bumps])
  return fits
}

const Row = ({ of, fits }: { of: 'reverse' | 'forward'; fits: BumpsFits }) => {
  const { mean, sigma, reverse, forward } = fits[of]
  return (
    <tr>
      <th scope="row">
        <i className="bumps-key" data-of={of} />
        {t('bumpsFit', { divergence: of })}
      </th>
      <td>{format.fixed(mean, 2)}</td>
      <td>{format.fixed(sigma, 2)}</td>
      <td className={of === 'reverse' ? 'figures-value' : undefined}>{format.fixed(reverse, 3)}</td>
      <td className={of === 'forward' ? 'figures-value' : undefined}>{format.fixed(forward, 3)}</td>
    </tr>
  )
}

const Table = ({ fits }: { fits: BumpsFits }) => (
  <table className="figures bumps-table">
    <thead>
      <tr>
        <td />
        <th scope="col">{t('bumpsMean')}</th>
        <th scope="col">{t('bumpsSd')}</th>
        <th scope="col">KL(q ‖ p)</th>
        <th scope="col">KL(p ‖ q)</th>
      </tr>
    </thead>
    <tbody>
      <Row of="reverse" fits={fits} />
      <Row of="forward" fits={fits} />
    </tbody>
  </table>
)

interface ControlsProps {
  readonly bumps: Bumps
  readonly onChange: (bumps: Bumps) => void
}

const Controls = ({ bumps, onChange }: ControlsProps) => (
  <div className="bumps-controls">
    <span id="bumps-sigma" className="soft">
      {t('bumpsWidth')}
    </span>
    <StopSlider
      stops={SIGMAS}
      value={bumps.sigma}
      labelledBy="bumps-sigma"
      text={format.fixed(bumps.sigma, 2)}
      onChange={(sigma) => onChange({ ...bumps, sigma })}
    />
    <span>{format.fixed(bumps.sigma, 2)}</span>
    {[START, CLOSE].map((one) => (
      <button key={one.centres[1]} type="button" className="quiet" onClick={() => onChange(one)}>
        {t('bumpsPreset', { centre: one.centres[1] })}
      </button>
    ))}
  </div>
)

export function TwoBumps() {
  const [bumps, setBumps] = useState(START)
  const fits = useFits(bumps)
  const colour = usePalette()
  const { place: around, width } = useWidth(360)
  const { place, filesOf } = useFiles()
  return (
    <div className="bumps" ref={around}>
      <p className="soft exact-small">{t('bumpsText')}</p>
      <div ref={place}>
        <BumpsPlot bumps={bumps} fits={fits} width={width} colour={colour} onChange={setBumps} />
      </div>
      <Controls bumps={bumps} onChange={setBumps} />
      {fits && <Table fits={fits} />}
      {fits && filesOf(bumpsExplored(bumps, fits, colour))}
    </div>
  )
}
