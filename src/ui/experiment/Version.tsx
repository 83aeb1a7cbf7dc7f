/** Which lab this is, for a report or a paper. */
import { useServices } from '../lab-context.tsx'
import { t } from '../messages/index.ts'

export function Version() {
  const [release = '', commit = ''] = useServices().version.split('+')
  return <p className="version">{t('version', { release, commit })}</p>
}
