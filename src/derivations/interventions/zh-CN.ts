/** Interventions: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '只改变方差',
  intro: raw`得分函数与重参数化梯度的期望相同，都是 $g$，差别在方差。训练的结果是否只由方差决定？比较两者看不出来。下面两个估计量改变方差而不改变期望；它们用于教学，而非实用。$V_{\mathrm{rp}}$ 与 $V_{\mathrm{sf}}$ 是单次采样的方差。`,
  steps: {
    noise: {
      why: raw`两个由独立样本得到的得分函数梯度期望相同，相减后期望抵消，剩下的只是噪声。`,
      spoken: 'n 是两个得分函数梯度之差除以根号 2；它的期望是 g 减 g 再除以根号 2，即零。',
    },
    'noise-variance': {
      why: raw`独立样本的方差相加，系数 $1/\sqrt2$ 使其和减半：噪声与一个得分函数的噪声一样大。`,
      spoken: 'n 的方差，是两个方差之和的一半，即 V s f。',
    },
    transplant: {
      why: raw`噪声移植把它加到重参数化梯度上，所用样本与该梯度的样本独立。`,
      spoken: '噪声移植是重参数化梯度加 n；它的期望是 g，方差是 V r p 加 V s f。',
    },
    dial: {
      why: raw`噪声旋钮从近乎精确的均值出发，即 $16$ 个样本的平均，再加上 $d$ 倍的噪声：无论 $d$ 为何值，期望都相同。`,
      spoken:
        '噪声旋钮是重参数化梯度在 16 个样本上的平均，加 d 乘以 n；它的期望是 g，方差是 V r p 的十六分之一加 d 平方乘以 V s f。',
    },
    'as-loud': {
      why: raw`因此旋钮可以调到任何估计量的方差；取此 $d$ 时，它与单个样本的重参数化梯度一样嘈杂，但噪声来自得分函数。`,
      spoken: '旋钮的方差等于 V r p，当且仅当 d 是十六分之十五乘以 V r p 除以 V s f 的平方根。',
    },
  },
  outro: raw`于是训练所达到的结果随方差的变化就是一条曲线，问题是真正的估计量是否落在其上。这条曲线以及它不能说明什么，见 docs/intervention.md。`,
  exercise: {
    task: raw`请选择噪声旋钮，先设为 $1$，再设为 $2$；与相同权重下得分函数的方差比较。`,
    question: raw`$d = 2$ 时，它的方差约为得分函数方差的多少倍？`,
    choices: ['1.4 倍', '2 倍', '4 倍'],
    because: raw`旋钮乘的是噪声，方差是它的平方：$4V_{\mathrm{sf}}$；只要 $V_{\mathrm{sf}}$ 较大，$V_{\mathrm{rp}}/16$ 就可以忽略。`,
  },
  reference: raw`本实验室自拟；两种梯度见 Mohamed, Rosca, Figurnov & Mnih，“Monte Carlo gradient estimation in machine learning”，JMLR 21:132，2020，第 4、5 节。`,
}
