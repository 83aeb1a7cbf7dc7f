/** Which images to train on: a named set, or the files a person gave. */
import { useRef } from 'react'
import { DATASET_NAMES, type DatasetName } from '../../protocol/settings.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { messages, t } from '../messages/index.ts'
import { Row, idsOf } from './Row.tsx'

const FILES = 'custom'

export function DataSetting() {
  const lab = useLab()
  const dataset = useLabState((state) => state.settings.dataset)
  const useFiles = useLabState((state) => state.useFiles)
  const hasFiles = useLabState((state) => state.files !== null)
  const ids = idsOf('dataset')

  const choose = (choice: string) => {
    lab.chooseFiles(choice === FILES)
    if (choice !== FILES) lab.set('dataset', choice as DatasetName)
  }
  return (
    <Row name="dataset">
      <select
        id={ids.control}
        className="field"
        value={useFiles ? FILES : dataset}
        aria-describedby={ids.note}
        onChange={(event) => choose(event.target.value)}
      >
        {DATASET_NAMES.map((name) => (
          <option key={name} value={name}>
            {messages.datasets[name]}
          </option>
        ))}
        {hasFiles && <option value={FILES}>{messages.datasets.custom}</option>}
      </select>
    </Row>
  )
}

/** The keyboard's way to do what dropping files does. */
export function OpenFiles() {
  const lab = useLab()
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="open-files">
      <button
        type="button"
        className="button"
        aria-describedby="open-files-hint"
        onClick={() => input.current?.click()}
      >
        {t('openFiles')}
      </button>
      <p id="open-files-hint" className="row-note">
        {t('openFilesHint')}
      </p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ target }) => {
          const files = [...(target.files ?? [])]
          target.value = ''
          if (files.length > 0) void lab.openFiles(files)
        }}
      />
    </div>
  )
}
