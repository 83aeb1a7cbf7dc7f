/** Which images to train on: a named set, or the files a person gave. */
import { useRef } from 'react'
import { DATASET_NAMES, type DatasetName } from '../../protocol/settings.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { messages, t } from '../messages/index.ts'
import { Row, idsOf } from './Row.tsx'

const FILES = 'custom'

/** What the present model learns from, where the choice does not say it all. */
function useTold(): string | null {
  const dataset = useLabState((state) => state.opened?.dataset)
  const wanted = useLabState((state) => (state.openedFiles ? FILES : state.applied?.dataset))
  if (!dataset) return null
  const { name, trainImages } = dataset
  if (name !== wanted) return t('dataInstead', { name: messages.datasets[name], images: trainImages })
  return name === 'procedural' ? t('dataDrawn', { images: trainImages }) : null
}

/** Of a person's files: whether they hold columns where others hold rows. */
function Turned() {
  const lab = useLab()
  const turned = useLabState((state) => state.files?.turned ?? false)
  return (
    <label className="data-turned">
      <input type="checkbox" checked={turned} onChange={({ target }) => lab.turnFiles(target.checked)} />
      {t('dataTurned')}
    </label>
  )
}

export function DataSetting() {
  const lab = useLab()
  const dataset = useLabState((state) => state.settings.dataset)
  const useFiles = useLabState((state) => state.useFiles)
  const hasFiles = useLabState((state) => state.files !== null)
  const ids = idsOf('dataset')
  const told = useTold()

  const choose = (choice: string) => {
    lab.chooseFiles(choice === FILES)
    if (choice !== FILES) lab.set('dataset', choice as DatasetName)
  }
  return (
    <>
      <Row name="dataset" hint={told}>
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
      {useFiles && <Turned />}
    </>
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
