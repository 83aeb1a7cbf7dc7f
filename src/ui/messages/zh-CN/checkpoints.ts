/** The words of saved runs and of the files that hold one, in Chinese. */
import type * as en from '../en/checkpoints.ts'
import type { Params, Teller, Words } from '../told.ts'
import { NOTHING_CHANGED } from './data-faults.ts'
import { moment } from '../moment.ts'
import { format as f } from './format.ts'
import { backendName, datasetName, estimatorName } from './settings.ts'
import { spaced, zh } from './spacing.ts'

type Run = Parameters<typeof en.checkpointsText.resumeRun>[0]

/** Why a worker stopped, in brackets. */
export function whyStopped({ detail, silent }: Params): string {
  if (silent) return `（${f.integer(Number(silent))} 秒没有响应）`
  return detail ? `（${detail}）` : ''
}

const behindText = ({ behind = 0 }: Run) =>
  behind === 0 ? '' : `（距结束约 ${f.integer(Number(behind.toPrecision(2)))} 步）`

/** As it stands in a sentence. */
const runText = (run: Run) =>
  `${moment(run.savedAt)} 的运行，第 ${f.integer(run.step)} 步${behindText(run)}，${datasetName(run.dataset)}，${estimatorName(
    run.estimator,
  )}`

const room = (size: number) => `${f.megabytes(Math.max(size, 1e5))} MB`

export const checkpointsText: Words<typeof en.checkpointsText> = {
  savedRuns: '已保存的运行',
  savedRunsHint: '上次离开页面时有可继续的运行，可从最后保存的一步继续。',
  resumeRun: (run) => spaced(`继续 ${runText(run)}`),
  allSavedRuns: '全部已保存的运行',
  shelfHint: ({ runs, bytes: size }) =>
    runs === 0 ? '浏览器中没有可在此继续的运行。' : `${runs} 个运行，约占浏览器存储空间 ${room(size)}。`,
  shelfNote: '在标签页中打开着的运行不在其列。只保留最近的六个。',
  savedRun: (run) => spaced(runText(run).replace(' 的运行，', ' · ')),
  savedRunSize: ({ bytes: size }) => room(size),
  savedRunUnreadable: '此版本的实验室无法读取。',
  resume: '继续',
  deleteRun: (run) => spaced(`删除 ${runText(run)}`),
  delete: '删除',
  deleteAll: '全部删除',
  deleteForGood: '永久删除',
  keep: '保留',
  close: '关闭',
  startFresh: '重新开始',
  startFreshHint: '不会删除任何内容：下次打开页面时仍可选择这些运行。',
  pytorchScript: 'PyTorch 脚本',
}

const troubles: Readonly<Record<string, string>> = {
  full: '浏览器的存储空间已满',
  forbidden: '浏览器不允许页面存储数据（例如在某些隐私窗口中）',
  gone: '浏览器已关闭或清除页面的存储空间',
  timeout: '浏览器的存储空间没有响应',
  damaged: '浏览器的存储空间报告错误',
  newer: '另一个标签页中更新版本的实验室已更改存储格式',
}

export const checkpointAnnouncements: Words<typeof en.checkpointAnnouncements> = {
  resumed: ({ step }) => `运行自第 ${f.integer(Number(step))} 步继续`,
  removed: ({ runs, left }) => `已删除 ${runs} 个已保存的运行，还剩 ${left} 个`,
}

const EXPORT_AGAIN = '请重新导出，或换用另一份副本。'
const ONLY_OWN = '本实验室只打开由其导出的 model.safetensors 和 everything.zip。'
const EARLIER = '请使用更早的检查点。'

const wrong =
  (what: (params: Params) => string, todo = EXPORT_AGAIN): Teller =>
  (params) => ({ what: spaced(what(params)), kept: NOTHING_CHANGED, todo })

export const OUT_OF_MEMORY = '浏览器拒绝提供计算所需的内存。'
export const SMALLER = '请减小隐藏层、批量大小或采样数 L；关闭其他标签页也可能有帮助。'
const bytes = (value: unknown) => f.integer(Number(value))

function deviceEnded(backend: string, fault: string, why: string, isBack: boolean): string {
  if (fault === 'device-failed') return `图形设备${isBack ? '' : '一再'}拒绝了 ${backend} 的请求${why}。`
  return `${backend} 失去了图形设备${why}${isBack ? '' : '，且未能恢复'}。`
}

export const checkpointFaults: Words<typeof en.checkpointFaults> = {
  'file-too-large': wrong(
    ({ file, limit }) =>
      `${file} 大于 ${f.megabytes(Number(limit))} MB，超过本实验室任何运行的大小，因此未读取。`,
    ONLY_OWN,
  ),
  'safetensors-none': wrong(({ file }) => `${file} 不是 safetensors 文件。`, ONLY_OWN),
  'safetensors-truncated': wrong(
    ({ file, expected, found }) =>
      `${file} 不完整：应有 ${bytes(expected)} 字节，实有 ${bytes(found)} 字节。`,
  ),
  'safetensors-trailing': wrong(
    ({ file, expected, found }) =>
      `${file} 过长：文件头声明 ${bytes(expected)} 字节，实有 ${bytes(found)} 字节。`,
  ),
  'safetensors-header': wrong(({ file, detail }) => `${file} 的文件头无法读取（${detail}）。`),
  'safetensors-dtype': wrong(
    ({ file, tensor, dtype }) => `${file} 中 ${tensor} 的类型为 ${dtype}；本实验室只读取单精度（F32）。`,
    '请转换为 F32，或重新导出。',
  ),
  'safetensors-shape': wrong(
    ({ file, tensor, shape, bytes: size }) =>
      `${file} 中 ${tensor} 声明的形状 ${shape} 与其 ${bytes(size)} 字节不符。`,
  ),
  'safetensors-offsets': wrong(({ file, tensor }) => `${file} 中 ${tensor} 的起点不是前一个张量的终点。`),
  'safetensors-not-finite': wrong(
    ({ file, tensor }) => `${file} 的 ${tensor} 中有非有限的值，无法继续。`,
    EARLIER,
  ),
  'zip-corrupt': wrong(({ file, detail }) => `${file} 是损坏的 zip 文件：${detail}。`),
  'zip-unsupported': wrong(
    ({ file, detail }) => `${file} 在此无法解压：${detail}。`,
    '请自行解压并打开其中的 model.safetensors。',
  ),
  'zip-too-large': wrong(
    ({ file, limit }) => `${file} 解压后会超过 ${f.megabytes(Number(limit))} MB。`,
    ONLY_OWN,
  ),
  'zip-entry-missing': wrong(({ file, entry }) => `${file} 中没有 ${entry}。`, ONLY_OWN),
  'zip-several': wrong(
    ({ file, entry, count }) => zh`${file!} 中有 ${f.integer(Number(count))} 个运行，各有一个 ${entry!}。`,
    '请解压后打开其中一个的 model.safetensors。',
  ),
  'contents-wrong': wrong(
    ({ file, at, expected }) => `${file} 已损坏或属于其他版本：${at} 应为 ${expected}。`,
  ),
  'checkpoint-foreign': wrong(({ file }) => `${file} 不是本实验室的检查点。`, ONLY_OWN),
  'checkpoint-version': wrong(
    ({ file, version, known }) => `${file} 的格式版本为 ${version || '未知'}；此页面读取版本 ${known}。`,
    '请刷新页面：更新的版本也许可以读取。',
  ),
  'checkpoint-checksum': wrong(({ file }) => `${file} 已损坏：校验和不符。`),
  'checkpoint-architecture': wrong(
    ({ tensor, expected, found }) =>
      `权重属于另一种结构：${tensor} 应为 ${expected === 'nothing' ? '空' : expected}，实为 ${found === 'nothing' ? '空' : found}。`,
  ),
  'checkpoint-size': wrong(
    ({ tensor, shape, expected, found }) =>
      zh`${tensor!} 已损坏：其形状为 ${shape!}，应有 ${f.integer(Number(expected))} 个值，实有 ${f.integer(Number(found))} 个。`,
  ),
  'checkpoint-value': wrong(({ tensor }) => `${tensor} 中有不可能的值，无法继续。`, EARLIER),
  'checkpoint-other-data': wrong(
    ({ images, name }) =>
      `该运行训练所用的 ${f.integer(Number(images))} 张图像与页面现有的图像（${datasetName(name)}）不同。`,
    '请先打开训练所用的图像，再打开该运行。',
  ),
  'checkpoint-needs-files': wrong(
    ({ file }) => `${file} 中的运行使用您自己的图像训练，文件中不含这些图像。`,
    '请先将那些 IDX 文件拖放到页面上，再打开该运行。',
  ),
  'snapshot-not-finite': () => ({
    what: '当前权重含非有限的值，因此没有保存。',
    kept: '此前保存的内容仍在。',
    todo: '请降低学习率。',
  }),
  'saved-run-gone': () => ({
    what: '该运行无法在此继续：它已在另一个标签页中打开，或已被浏览器清除。',
    kept: NOTHING_CHANGED,
  }),
  'saved-run-unreadable': ({ at, expected, detail }) => ({
    what: spaced(`无法读取该运行：${at ? `${at} 应为 ${expected}` : detail}。`),
    kept: '它不再列出供继续，但仍保留在浏览器存储空间中，直到您删除。',
    todo: '其他版本的实验室也许可以读取：更新后请在导出菜单中选择“已保存的运行”再试。',
  }),
  'saved-runs-out-of-reach': ({ reason }) => ({
    what: `无法查找已保存的运行：${troubles[String(reason)] ?? reason}。`,
    kept: NOTHING_CHANGED,
    todo: '请在导出菜单中选择“已保存的运行”再次查找。',
  }),
  'autosave-failed': ({ reason }) => ({
    what: `运行没有得到保存：${troubles[String(reason)] ?? reason}。`,
    kept: '训练照常进行；之后会不时再试，每次暂停时也会再试。',
    todo: `${reason === 'full' ? '请在导出菜单中删除已保存的运行，或' : '关闭页面前请'}导出 model.safetensors。`,
  }),
  'files-not-kept': ({ reason }) => ({
    what: zh`您的文件未能存入浏览器：${troubles[String(reason)] ?? reason!}。`,
    kept: '训练照常进行。关闭页面之前，文件都还在。',
    todo: '请保留这些文件：再次打开页面后，继续相应的运行时需要它们。',
  }),
  'saved-run-needs-files': () => ({
    what: '该运行使用您自己的文件训练，而浏览器中已没有这些文件。',
    kept: '该运行保持原状。',
    todo: '请先将那些 IDX 文件拖放到页面上，再继续该运行。',
  }),
  'resumed-elsewhere': ({ before, now }) => ({
    what: zh`该运行原在 ${backendName(before)} 上计算，现在 ${backendName(now)} 上继续。`,
    kept: '除舍入误差外为同一运行。',
  }),
  'device-replaced': ({ step, before, now, detail, fault }) => ({
    what: spaced(
      deviceEnded(backendName(before), String(fault), detail ? `（${detail}）` : '', before === now),
    ),
    kept: zh`运行在 ${backendName(now)} 上自第 ${f.integer(Number(step))} 步继续。`,
    ...(before !== now && { todo: zh`若要再试 ${backendName(before)}，请刷新页面并按名称选择它。` }),
  }),
  'out-of-memory-kept': ({ step }) => ({
    what: OUT_OF_MEMORY,
    kept: `运行保留在第 ${f.integer(Number(step))} 步的状态，已暂停。`,
    todo: SMALLER,
  }),
  'worker-restarted': ({ step, ...why }) => ({
    what: spaced(`计算意外停止${whyStopped(why)}，已重新启动。`),
    kept: `运行自第 ${f.integer(Number(step))} 步继续。`,
  }),
  'worker-crashed-again': ({ step, ...why }) => ({
    what: spaced(`计算一再意外停止${whyStopped(why)}。`),
    kept: `运行保留在第 ${f.integer(Number(step))} 步的状态。`,
    todo: '按“训练”可从该处再试一次。如果无效，请选择其他后端并重置。',
  }),
}
