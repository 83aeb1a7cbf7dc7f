/** The graphical model: what depends on what, and what there is N times. */
import { t } from '../../messages/index.ts'

interface NodeProps {
  readonly x: number
  readonly y: number
  readonly name: string
  /** Observed, as the images are. */
  readonly isSeen?: boolean
}

const RADIUS = 17

const Node = ({ x, y, name, isSeen }: NodeProps) => (
  <g>
    <circle cx={x} cy={y} r={RADIUS} className={isSeen ? 'plate-seen' : 'plate-node'} />
    <text x={x} y={y + 5} textAnchor="middle" className="plate-name">
      {name}
    </text>
  </g>
)

export const Plate = () => (
  <svg className="figure plate" viewBox="0 0 280 132" role="img" aria-label={t('figurePlate')}>
    <defs>
      <marker
        id="plate-tip"
        viewBox="0 0 8 8"
        refX="7"
        refY="4"
        markerWidth="7"
        markerHeight="7"
        orient="auto"
      >
        <path d="M0 0L8 4L0 8z" className="plate-tip" />
      </marker>
    </defs>
    <rect x="94" y="6" width="92" height="120" rx="4" className="plate-box" />
    <text x="176" y="119" textAnchor="end" className="plate-name">
      N
    </text>
    <path d="M140 49V78" className="plate-line" markerEnd="url(#plate-tip)" />
    <path d="M227 96H159" className="plate-line" markerEnd="url(#plate-tip)" />
    <path d="M52 36H121" className="plate-line" strokeDasharray="4 3" markerEnd="url(#plate-tip)" />
    <path
      d="M126 86C112 74 112 58 125 47"
      className="plate-line"
      strokeDasharray="4 3"
      markerEnd="url(#plate-tip)"
    />
    <Node x={140} y={32} name="z" />
    <Node x={140} y={96} name="x" isSeen />
    <text x="240" y="101" className="plate-name">
      θ
    </text>
    <text x="34" y="41" className="plate-name">
      φ
    </text>
  </svg>
)
