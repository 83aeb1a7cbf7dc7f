/** Faults and notices by code, in Chinese: what happened, what was kept, what to do. */
import type * as en from '../en/faults.ts'
import { settingsNamed } from '../labels.ts'
import type { Teller, Words } from '../told.ts'
import { checkpointFaults, OUT_OF_MEMORY, SMALLER, whyStopped } from './checkpoints.ts'
import { aboutData, dataNotices, NOTHING_CHANGED, reasonText } from './data-faults.ts'
import { format as f } from './format.ts'
import { linkFaults } from './guide.ts'
import { laneFaults } from './lanes.ts'
import { latentFaults } from './latent.ts'
import {
  backendName,
  capabilityName,
  choiceName,
  choices,
  datasetName,
  estimatorName,
  families,
  familyName,
  objectiveName,
  settings,
} from './settings.ts'
import { zh } from './spacing.ts'

const OTHER_BACKEND = '请在“重置后生效”中选择其他后端。'
const FASTEST_OTHER = '本实验室改用其余后端中最快的一个。'

const either = new Intl.ListFormat('zh-CN', { type: 'disjunction' })

/** Ids that one parameter holds, by their names. */
const anyOf = (ids: unknown, name: (id: string) => string): string =>
  either.format(String(ids).split(' ').map(name))

/** Other estimators as a remedy, at the end of a sentence. */
const orAnother = (others: unknown): string =>
  others ? zh`，或选择其他估计量：${anyOf(others, estimatorName)}。` : '。'

const familyOrObjective = (id: unknown): string => families[String(id)]?.name ?? objectiveName(id)

const settingTold =
  (why: string): Teller =>
  ({ key, given, legal }) => ({
    what: zh`设置 ${key!}=${given!} ${why}。`,
    kept: '以其默认值代替。',
    todo: zh`可取值：${legal!}。`,
  })

const unavailable: Readonly<Record<string, string>> = {
  'no-webgpu': '此浏览器不提供',
  'no-adapter': '浏览器未找到可用的图形适配器',
  'no-answer': '浏览器没有响应请求',
  'no-webgl': '此浏览器不提供',
  'no-wasm': '此浏览器不提供',
}

export const faults: Words<typeof en.faults> = {
  ...aboutData,
  ...dataNotices,
  ...latentFaults,
  ...checkpointFaults,
  unexpected: ({ detail }) => ({
    what: zh`发生了本不该发生的错误：${detail!}`,
    kept: '至今训练和测量的结果都还在。',
    todo: '如有需要，请先导出，再按“重置”。浏览器控制台中有供报告问题的详情。',
  }),
  'worker-crashed': (why) => ({
    what: zh`计算意外中止${whyStopped(why)}。`,
    kept: '至今的曲线和样本都还在，可以导出；权重已丢失。',
    todo: '按“训练”将新建模型。若再次发生，请选择较小的模型或其他后端。',
  }),
  'worker-not-started': (why) => ({
    what: zh`计算无法启动${whyStopped(why)}${why.silent ? '' : '：未能加载其程序'}。`,
    kept: '至今训练和测量的结果都还在，可以导出。',
    todo: '请检查网络连接，再按“训练”重试。',
  }),
  'part-not-loaded': () => ({
    what: '此操作所需的页面部分未能加载：服务器没有响应。',
    kept: '没有任何丢失；训练照常进行。',
    todo: '请检查网络连接，然后重试。',
  }),
  'run-data-gone': (params) => ({
    what: zh`未能加载该运行的图像：${reasonText(params)}。`,
    kept: '该运行保持原状。',
    todo: '请检查网络连接，然后重试。',
  }),
  'out-of-memory': () => ({
    what: OUT_OF_MEMORY,
    kept: NOTHING_CHANGED,
    todo: SMALLER,
  }),
  'device-lost': ({ backend, detail }) => ({
    what: zh`${backendName(backend)} 失去了图形设备${detail ? `（${detail}）` : ''}。`,
    kept: NOTHING_CHANGED,
    todo: OTHER_BACKEND,
  }),
  'device-failed': ({ backend, detail }) => ({
    what: zh`图形设备拒绝了 ${backendName(backend)} 的请求${detail ? `（${detail}）` : ''}。`,
    kept: NOTHING_CHANGED,
    todo: OTHER_BACKEND,
  }),
  'backend-given-up': ({ backend }) => ({
    what: zh`${backendName(backend)} 一再失去图形设备，因此不再使用。`,
    kept: '本实验室改用其他后端。',
    todo: '刷新页面可再次尝试。',
  }),
  diverged: ({ step, restoredStep }) => ({
    what: `训练发散：在第 ${f.integer(Number(step))} 步，损失或梯度不再是有限值。`,
    kept: `训练已暂停，并恢复了第 ${f.integer(Number(restoredStep))} 步的权重。`,
    todo: '请降低学习率，再按“训练”。若再次发生，请换用其他优化器后重置；若为高斯似然，也可增大 σ。',
  }),
  'lane-diverged': ({ step, restoredStep, lane }) => ({
    what: zh`分支 ${lane!} 发散：在第 ${f.integer(Number(step))} 步，其损失或梯度不再是有限值。`,
    kept: `训练已暂停，所有分支都恢复了第 ${f.integer(Number(restoredStep))} 步的权重。`,
    todo: '请降低该分支的学习率，或移除它，再按“训练”。',
  }),
  'no-backend': ({ detail }) => ({
    what: zh`无法启动任何计算后端：${detail!}`,
    kept: NOTHING_CHANGED,
    todo: '请刷新页面；若无效，请换用其他浏览器。',
  }),
  'backend-failed': ({ backend, reason }) => ({
    what: zh`无法使用后端 ${backendName(backend)}：${reason!}`,
    kept: FASTEST_OTHER,
    todo: OTHER_BACKEND,
  }),
  'backend-not-loaded': ({ backend }) => ({
    what: zh`后端 ${backendName(backend)} 未能加载：服务器没有响应。`,
    kept: '本实验室暂用其他后端。',
    todo: '连接恢复后，请按工具栏中后端名称旁的“重试”，运行会继续。',
  }),
  'backend-gradient-check-failed': ({ backend, error }) => ({
    what: zh`后端 ${backendName(backend)} 在本机算出的梯度有误（相对误差 ${error!}），因此不予使用。`,
    kept: FASTEST_OTHER,
    todo: '更新图形驱动或浏览器或许有用。',
  }),
  'backend-unavailable': ({ backend, reason }) => ({
    what: zh`后端 ${backendName(backend)} 不可用：${unavailable[String(reason)] ?? reason!}。`,
    kept: FASTEST_OTHER,
    todo: OTHER_BACKEND,
  }),
  'backend-software': ({ backend }) => ({
    what: zh`${backendName(backend)} 在本机由软件模拟，速度很慢。`,
    kept: '因设置指定了它，仍予使用。',
    todo: '若求速度，请选择“本机最快”。',
  }),
  'backend-moved': ({ before, now, gain }) => ({
    what: zh`在本机上，${backendName(now)} 的速度是 ${backendName(before)} 的 ${Number(gain).toFixed(1)} 倍。`,
    kept: '运行已移到该后端，没有丢失任何一步。',
    todo: '',
  }),
  'message-wrong': ({ at, expected }) => ({
    what: zh`页面与计算线程的消息不一致：${at!} 应为 ${expected!}。`,
    kept: NOTHING_CHANGED,
    todo: '请刷新页面：其各部分的版本可能不一致。',
  }),
  'not-open': () => ({
    what: '尚无模型。',
    kept: NOTHING_CHANGED,
    todo: '请按“重置”加载。',
  }),
  'no-such-lane': ({ lane }) => ({
    what: zh`没有分支 ${lane!}。`,
    kept: NOTHING_CHANGED,
    todo: '它可能刚刚结束。',
  }),
  'lane-exists': ({ lane }) => ({
    what: zh`分支 ${lane!} 已存在。`,
    kept: NOTHING_CHANGED,
    todo: '请先移除它。',
  }),
  'step-while-training': () => ({
    what: '只有在训练暂停时才能单步执行。',
    kept: NOTHING_CHANGED,
    todo: '请先按“暂停”。',
  }),
  'opening-cancelled': () => ({
    what: '加载已取消。',
    kept: NOTHING_CHANGED,
    todo: '按“重置”可重新加载。程序生成数字无需下载。',
  }),
  'data-fell-back': (params) => ({
    what: zh`未能取得 ${datasetName(params.wanted)}：${reasonText(params)}。`,
    kept: '本实验室改用本页绘制的程序生成数字来训练。',
    todo: '请将 IDX 文件拖放到页面上，或刷新页面再试。',
  }),
  'data-served-unusable': (params) => ({
    what: zh`本站的 ${datasetName(params.wanted)} 副本无法使用：${reasonText(params)}。`,
    kept: '已改用下一个来源。',
  }),
  'not-a-config': ({ file }) => ({
    what: zh`${file!} 不是本实验室的 config.json。`,
    kept: NOTHING_CHANGED,
    todo: '“导出”会生成这样的文件。',
  }),
  'language-not-loaded': () => ({
    what: '另一种语言的文字未能加载。',
    kept: '页面继续使用当前语言。',
    todo: '请检查网络连接，再选一次语言。',
  }),
  'link-not-copied': () => ({
    what: '浏览器不允许本页复制链接。',
    todo: '请从地址栏复制：其中包含全部设置。',
  }),
  'leave-one-out-needs-two-samples': () => ({
    what: '留一法基线是同一图像其余样本的均值；L = 1 时没有其余样本。',
    todo: '请先将采样数 L 设为 2 或更大，或选择其他基线。',
  }),
  'estimator-needs-another-family': ({ estimator, family, missing, families: able, fewer, others }) => ({
    what: zh`${estimatorName(estimator)}估计量需要${capabilityName(missing)}，而${familyName(family)}没有。`,
    todo: zh`请先${fewer ? '减少潜变量维数并' : ''}将近似后验设为${anyOf(able, (id) => choiceName('family', id))}${orAnother(others)}`,
  }),
  'estimator-needs-another-objective': ({ estimator, objective, objectives, others }) => ({
    what: zh`${estimatorName(estimator)}估计量不适用于${objectiveName(objective)}。`,
    todo: zh`请先将目标函数设为${anyOf(objectives, (id) => choiceName('objective', id))}${orAnother(others)}`,
  }),
  'estimator-needs-larger-k': ({ estimator, least }) => ({
    what: zh`${estimatorName(estimator)}估计量将每个样本与其余样本比较，至少需要 K = ${f.integer(Number(least))}。`,
    todo: '请先相应设置重要性采样数 K，或选择其他估计量。',
  }),
  'landing-needs-one-draw': () => ({
    what: 'STL（sticking the landing）略去得分项。当 K > 1 时这会带来偏差：样本的权重依赖于该样本，它与得分之积的均值不为 0。',
    todo: zh`请先选择其他 KL 项或 K = 1；${estimatorName('dreg')}估计量（DReG）可无偏地去掉得分项。`,
  }),
  'too-many-draws': ({ samples, k, draws, most }) => ({
    what: zh`L = ${f.integer(Number(samples))} 乘以 K = ${f.integer(Number(k))}，每张图像共 ${f.integer(Number(draws))} 个样本；至多为 ${f.integer(Number(most))} 个。`,
    todo: '请先减小采样数 L 或重要性采样数 K。',
  }),
  'brought-along': ({ choice, brought }) => ({
    what: zh`以下设置与${familyOrObjective(choice)}不能同用，已随之更改：${settingsNamed(
      brought,
      settings,
      choices,
    )
      .map((pair) => pair.filter(Boolean).join('：'))
      .join('，')}。`,
    kept: '其余设置不变。',
  }),
  'code-too-wide': ({ latent, classes, width, most }) => ({
    what: zh`${f.integer(Number(latent))} 个潜变量、每个 ${f.integer(Number(classes))} 类，编码共有 ${f.integer(Number(width))} 个数；至多为 ${f.integer(Number(most))} 个。`,
    todo: '请先减少潜变量维数或每个潜变量的类别数。',
  }),
  'too-many-states': ({ estimator, most, hasClasses, others }) => ({
    what: zh`${estimatorName(estimator)}估计量要对编码的每个状态解码，而此编码的状态超过 ${f.integer(Number(most))} 个。`,
    todo: zh`请先减少潜变量维数${hasClasses ? '或每个潜变量的类别数' : ''}${orAnother(others)}`,
  }),
  'estimator-needs-other-samples': ({ estimator, least, most }) => ({
    what: zh`${estimatorName(estimator)}估计量要求每张图像的样本数为 ${f.integer(Number(least))} 至 ${f.integer(Number(most))}。`,
    todo: '请先相应设置采样数 L，或选择其他估计量。',
  }),
  'estimator-without-kl-mode': ({ estimator, kl, modes }) => ({
    what: zh`${estimatorName(estimator)}估计量不能这样计算 KL 项：${choiceName('kl', kl)}。`,
    todo: zh`请先选择其他 KL 项：${anyOf(modes, (mode) => choiceName('kl', mode))}。`,
  }),
  'noise-needs-another-family': ({ family }) => ({
    what: zh`对偶噪声要求噪声可以取反，而${familyName(family)}没有这样的噪声。`,
    todo: '请先选择独立噪声，或其他近似后验。',
  }),
  'estimator-has-pairs': ({ estimator }) => ({
    what: zh`${estimatorName(estimator)}估计量的样本本来就是对偶的：再用对偶噪声，每一对都会出现两次。`,
    todo: '请先选择独立噪声，或其他估计量。',
  }),
  'pairs-need-even-samples': ({ samples }) => ({
    what: zh`对偶噪声成对出现，而 L = ${f.integer(Number(samples))} 是奇数。`,
    todo: '请先将采样数 L 设为偶数，或选择独立噪声。',
  }),
  'leave-one-out-needs-independent-draws': () => ({
    what: '留一法基线是同一图像其余样本的均值；用对偶噪声时，其中一个与当前样本方向相反，梯度会有偏差。',
    todo: '请先选择其他基线，或独立噪声。',
  }),
  'estimator-without-baseline': ({ estimator, baseline, baselines }) => ({
    what: zh`${estimatorName(estimator)}估计量不能使用此基线：${choiceName('baseline', baseline)}。`,
    todo: zh`请先选择其他基线：${anyOf(baselines, (one) => choiceName('baseline', one))}。`,
  }),
  'point-has-no-noise': () => ({
    what: '自编码器没有噪声，其梯度没有可测量的方差。',
    kept: NOTHING_CHANGED,
    todo: '请先将近似后验设为高斯。',
  }),
  'setting-unknown': ({ key, given }) => ({
    what: zh`没有名为 ${key!} 的设置（给出的是 ${key!}=${given!}）。`,
    kept: '其余设置已采用。',
  }),
  'setting-not-a-choice': settingTold('不在可选项之中'),
  'setting-not-a-number': settingTold('不是数字'),
  'setting-not-an-integer': settingTold('不是整数'),
  'setting-out-of-range': settingTold('超出范围'),
  'setting-bad-widths': settingTold('不是各层宽度的列表'),
  'setting-no-plane': ({ given, legal }) => ({
    what: zh`视图 ${given!} 画的是恰有两个分量的梯度；此模型编码器输出的第一部分不是两个分量。`,
    kept: '改为显示第一个视图。',
    todo: zh`它适用于两个潜变量（实数或比特），或一个两类的潜变量。可选：${legal!}。`,
  }),
  ...linkFaults,
  ...laneFaults,
}
