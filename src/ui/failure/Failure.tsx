/**
 * In the place of a part of the page that has failed: what happened, another try, a report to copy. What one try could
 * not mend a reload may: the run is saved first.
 */
import { useState } from 'react'
import { useServices } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import './failure.css'
import { reportOf, type Failed } from './report.ts'

interface Props extends Failed {
  readonly what: string
  /** Tries after which it failed again. */
  readonly tries: number
  readonly onAgain: () => void
}

function Report({ failed }: { failed: Failed }) {
  const { lab, version } = useServices()
  const [text, setText] = useState('')
  const [isCopied, setCopied] = useState(false)
  /** Where the browser forbids it, the text can be selected by hand. */
  const copy = () =>
    void navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <details
      className="failure-report"
      onToggle={() => setText(reportOf(failed, version, lab.store.getState(), new Date()))}
    >
      <summary>{t('report')}</summary>
      <button type="button" className="quiet" onClick={copy}>
        {t(isCopied ? 'reportCopied' : 'copyReport')}
      </button>
      <pre tabIndex={0}>{text}</pre>
    </details>
  )
}

export function Failure({ what, tries, onAgain, ...failed }: Props) {
  const { renewal } = useServices()
  return (
    <div className="failure" role="alert">
      <p>{what}</p>
      <p className="soft">{t('failureKept')}</p>
      <div className="failure-choices">
        <button type="button" className="button" title={what} onClick={onAgain}>
          {t('tryAgain')}
        </button>
        {tries > 0 && (
          <button type="button" className="button" title={t('reloadHint')} onClick={renewal.reload}>
            {t('reload')}
          </button>
        )}
      </div>
      <Report failed={failed} />
    </div>
  )
}
