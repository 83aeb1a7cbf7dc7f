/** What the latents of the present model are. */
import { useMemo } from 'react'
import { formOf, type LatentForm } from '../../protocol/codes.ts'
import { useLabState } from '../lab-context.tsx'

export function useForm(): LatentForm {
  const settings = useLabState((state) => state.applied ?? state.settings)
  const { family, latent, classes } = settings
  return useMemo(() => formOf({ family, latent, classes }), [family, latent, classes])
}
