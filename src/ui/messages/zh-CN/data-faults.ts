/** What can be wrong with data, in Chinese. */
import type * as en from '../en/data-faults.ts'
import type { Sentence, Teller, Words } from '../told.ts'
import { format as f } from './format.ts'
import { datasetName } from './settings.ts'
import { zh } from './spacing.ts'

export const NOTHING_CHANGED: Words<typeof en.NOTHING_CHANGED> = '一切保持原样。'
const IDX_HELP =
  '本实验室读取与 MNIST 相同的 28 × 28 图像的 IDX 文件：train-images-idx3-ubyte 及另外三个，是否用 gzip 压缩均可。'

const count = (value: string | number | undefined) => f.integer(Number(value))

/** What went wrong with data, without what follows from it: that differs between a file and a fallback. */
const dataReasons: Readonly<Record<string, Sentence>> = {
  'idx-magic': ({ file, expected, found }) =>
    zh`${file!} 并非应有的 IDX 文件：它以 ${found!} 开头，应为 ${expected!}`,
  'idx-truncated': ({ file, expected, found }) =>
    zh`${file!} 不完整：共 ${count(found)} 字节，而文件头标明 ${count(expected)} 字节`,
  'idx-trailing': ({ file, expected, found }) =>
    zh`${file!} 过长：共 ${count(found)} 字节，而文件头标明 ${count(expected)} 字节`,
  'idx-size': ({ file, rows, columns }) =>
    zh`${file!} 中的图像为 ${rows!} × ${columns!} 像素；本实验室只接受 28 × 28`,
  'idx-shape': ({ file, shape }) => zh`${file!} 中的图像形状为 ${shape!}；本实验室只接受 28 × 28 的灰度图像`,
  'idx-empty': ({ file }) => zh`${file!} 是空的：文件头标明的数目为零`,
  'idx-not-finite': ({ file, image }) => zh`${file!} 的第 ${count(image)} 张图像中有非有限的像素值`,
  'idx-label': ({ file, label, index }) =>
    zh`${file!} 的第 ${count(index)} 个标签为 ${label!}；标签应为 0 到 255 的整数`,
  'idx-counts': ({ file, images, labels }) =>
    zh`${file!} 与其图像不符：${count(images)} 张图像对应 ${count(labels)} 个标签`,
  'gzip-corrupt': ({ file }) => zh`${file!} 是损坏的 gzip 文件`,
  'data-too-large': ({ file, limit }) => zh`${file!} 大于 ${f.megabytes(Number(limit))} MB`,
  'fetch-missing': () => '此浏览器无法在这里获取文件',
  'data-unreachable': ({ file }) => zh`无法取得 ${file!}：没有网络，或服务器拒绝本页的请求`,
  'data-http': ({ file, status }) => zh`请求 ${file!} 时，服务器返回 ${status!}`,
  'data-stalled': ({ file, seconds }) => zh`${file!} 的下载已停滞 ${count(seconds)} 秒`,
  'data-checksum': ({ file }) => zh`${file!} 的校验和不符：内容并非原始数据`,
  'data-incomplete': ({ file }) => zh`${file!} 的下载提前结束`,
  'data-no-mirror': () => '尚无已知的公共镜像',
  'data-cancelled': () => '加载已取消',
  'files-none': () => '未给出文件',
  'files-unrecognised': ({ file }) => zh`${file!} 既不是 IDX 文件或 config.json，也不是本实验室的检查点`,
  'files-unreadable': ({ file }) => zh`无法读取 ${file!}：它已被移动或删除，或者是一个文件夹`,
  'files-too-many': ({ images, labels }) =>
    zh`${count(images)} 个图像文件和 ${count(labels)} 个标签文件，超出一个训练集加一个测试集所需`,
  'files-many': ({ files, most }) => zh`共 ${count(files)} 个文件，超出一次能查看的数目（${count(most)}）`,
  'files-no-images': () => '这些文件中有标签，却没有图像',
  'files-same-split': ({ first, second }) => zh`${first!} 与 ${second!} 属于数据的同一部分`,
  'files-labels-unmatched': ({ file, labels }) => zh`${file!} 有 ${count(labels)} 个标签，与任何图像都不匹配`,
  'files-too-few': ({ count: images }) =>
    zh`${count(images)} 张图像太少，不足以一部分用于训练、另一部分用于测试`,
}

export const reasonText: Words<typeof en.reasonText> = (params) =>
  dataReasons[String(params.reason)]?.(params) ?? String(params.detail ?? params.reason)

function whatToDo(code: string): string {
  if (code === 'files-unreadable') return '请找到它现在的位置，再从那里打开。'
  return code.startsWith('data-') || code === 'fetch-missing' ? '请重试，或选择其他数据。' : IDX_HELP
}

export const aboutData: Words<typeof en.aboutData> = Object.fromEntries(
  Object.entries(dataReasons).map(([code, why]): [string, Teller] => [
    code,
    (params) => ({
      what: zh`${why(params)}。`,
      kept: NOTHING_CHANGED,
      todo: whatToDo(code),
    }),
  ]),
)

export const dataNotices: Words<typeof en.dataNotices> = {
  'files-left-out': ({ count: files, names }) => ({
    what: zh`有 ${count(files)} 个文件未使用：${names!}。`,
    kept: '其余文件已打开。',
  }),
  'labels-left-out': ({ file, label, index }) => ({
    what: zh`${file!} 中的标签未使用：第 ${count(Number(index) + 1)} 个为 ${label!}，而类别应为 0 到 255 的整数。`,
    kept: '本实验室只用图像训练，不分类别。',
  }),
  'pixels-scaled': ({ paper, ink }) => ({
    what: zh`像素值不在 0 到 255 或 0 到 1 之间：以 ${f.short(Number(paper))} 为 0（空白），${f.short(Number(ink))} 为 1（全黑）。`,
    kept: '其间的值按比例换算。',
  }),
  'images-turned': () => ({
    what: '图像的行与列已互换：EMNIST 的文件中，数字和字母是横躺着的。',
    todo: '若图像现在反而横躺，请在“数据”下取消“互换行与列”。',
  }),
  'files-set-aside': ({ dataset }) => ({
    what: zh`设置指定了 ${datasetName(dataset)}，因此不再使用您的文件。`,
    kept: '文件仍保留着：可在“数据”下重新选用。',
  }),
}
