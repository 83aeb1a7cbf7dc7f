/** What can be wrong with data, in Chinese. */
import type * as en from '../en/data-faults.ts'
import type { Sentence, Teller, Words } from '../told.ts'
import { format as f } from './format.ts'
import { zh } from './spacing.ts'

export const NOTHING_CHANGED: Words<typeof en.NOTHING_CHANGED> = '一切保持原样。'
const IDX_HELP =
  '本实验室读取与 MNIST 相同的 IDX 文件：train-images-idx3-ubyte 及另外三个，是否用 gzip 压缩均可。'

const count = (value: string | number | undefined) => f.integer(Number(value))

/** What went wrong with data, without what follows from it: that differs between a file and a fallback. */
const dataReasons: Readonly<Record<string, Sentence>> = {
  'idx-magic': ({ file, expected, found }) =>
    zh`${file!} 并非应有的 IDX 文件：它以 ${found!} 开头，应为 ${expected!}`,
  'idx-truncated': ({ file, expected, found }) =>
    zh`${file!} 不完整：${count(expected)} 字节中只有 ${count(found)} 字节`,
  'idx-trailing': ({ file, expected, found }) =>
    zh`${file!} 过长：共 ${count(found)} 字节，而文件头标明 ${count(expected)} 字节`,
  'idx-size': ({ file, rows, columns }) =>
    zh`${file!} 中的图像为 ${rows!} × ${columns!} 像素；本实验室只接受 28 × 28`,
  'idx-empty': ({ file }) => zh`${file!} 中没有图像`,
  'idx-label': ({ file, label, index }) =>
    zh`${file!} 的第 ${count(index)} 个标签为 ${label!}；标签应在 0 到 9 之间`,
  'idx-counts': ({ file, images, labels }) =>
    zh`${file!} 与其图像不符：${count(images)} 张图像对应 ${count(labels)} 个标签`,
  'gzip-corrupt': ({ file }) => zh`${file!} 是损坏的 gzip 文件`,
  'gzip-unsupported': ({ file }) => zh`${file!} 用 gzip 压缩，而此浏览器无法解压`,
  'data-too-large': ({ file, limit }) => zh`${file!} 大于 ${f.megabytes(Number(limit))} MB`,
  'fetch-missing': () => '此浏览器无法在这里获取文件',
  'data-unreachable': ({ file }) => zh`无法取得 ${file!}：没有网络，或服务器拒绝本页的请求`,
  'data-http': ({ file, status }) => zh`请求 ${file!} 时，服务器返回 ${status!}`,
  'data-stalled': ({ file, seconds }) => zh`${file!} 的下载已停滞 ${seconds!} 秒`,
  'data-checksum': ({ file }) => zh`${file!} 的校验和不符：内容并非原始数据`,
  'data-incomplete': ({ file }) => zh`${file!} 的下载提前结束`,
  'data-no-mirror': () => '尚无已知的公共镜像',
  'data-cancelled': () => '加载已取消',
  'files-none': () => '未给出文件',
  'files-unrecognised': ({ file }) => zh`${file!} 不是 IDX 文件`,
  'files-unreadable': ({ file }) => zh`无法读取 ${file!}`,
  'files-too-many': ({ images, labels }) =>
    zh`${images!} 个图像文件和 ${labels!} 个标签文件，超出一个训练集加一个测试集所需`,
  'files-no-images': () => '这些文件中有标签，却没有图像',
  'files-same-split': ({ first, second }) => zh`${first!} 与 ${second!} 属于数据的同一部分`,
  'files-labels-unmatched': ({ file, labels }) => zh`${file!} 有 ${count(labels)} 个标签，与任何图像都不匹配`,
  'files-too-few': ({ count: images }) => zh`${count(images)} 张图像太少，不足以训练和测试`,
}

export const reasonText: Words<typeof en.reasonText> = (params) =>
  dataReasons[String(params.reason)]?.(params) ?? String(params.detail ?? params.reason)

export const aboutData: Words<typeof en.aboutData> = Object.fromEntries(
  Object.entries(dataReasons).map(([code, why]): [string, Teller] => [
    code,
    (params) => ({
      what: zh`${why(params)}。`,
      kept: NOTHING_CHANGED,
      todo: code.startsWith('data-') || code === 'fetch-missing' ? '请重试，或选择其他数据。' : IDX_HELP,
    }),
  ]),
)
