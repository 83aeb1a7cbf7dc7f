/** q(z|x) of one image where latents are bits or classes: the probability of each value of each latent. */
import type { Inspection } from '../../../protocol/latent.ts'
import type { LatentForm } from '../../../protocol/codes.ts'
import { Age, Aged } from '../../aged/Aged.tsx'
import { useLabState } from '../../lab-context.tsx'
import { tPart as t } from '../../messages/of-parts.ts'

interface Props {
  readonly inspection: Inspection | null
  readonly form: LatentForm
}

/** The probabilities of the values of a latent: of a bit, 0 and 1. */
export function valueProbabilities(
  probabilities: ArrayLike<number>,
  { values, isOneHot }: LatentForm,
  latent: number,
): readonly number[] {
  const one = probabilities[latent]!
  if (!isOneHot || values === null) return [1 - one, one]
  return Array.from({ length: values }, (_, c) => probabilities[latent * values + c]!)
}

interface RowProps {
  readonly latent: number
  readonly shares: readonly number[]
  readonly mode: number
}

const Row = ({ latent, shares, mode }: RowProps) => (
  <tr>
    <th scope="row">{t('latentName', { latent: latent + 1 })}</th>
    <td aria-hidden="true">
      <div className="value-bars">
        {shares.map((share, value) => (
          <i key={value} style={{ height: `${100 * share}%` }} />
        ))}
      </div>
    </td>
    <td className="posterior-value">{t('codeValueShare', { value: mode, share: shares[mode] ?? 0 })}</td>
  </tr>
)

export function ValueRows({ inspection, form }: Props) {
  const latents = useLabState((state) => state.latent.point.length)
  const { mode, probabilities } = inspection ?? {}
  return (
    <Aged as="table" className="posterior-rows" step={inspection?.step}>
      <caption>
        {t('codeRows')}
        <span className="soft"> · {t('codeRowsNote', { values: form.values ?? 2 })}</span> <Age isQuiet />
      </caption>
      <tbody>
        {Array.from({ length: latents }, (_, latent) => (
          <Row
            key={latent}
            latent={latent}
            mode={mode?.[latent] ?? 0}
            shares={
              probabilities
                ? valueProbabilities(probabilities, form, latent)
                : new Array<number>(form.values ?? 2).fill(1 / (form.values ?? 2))
            }
          />
        ))}
      </tbody>
    </Aged>
  )
}
