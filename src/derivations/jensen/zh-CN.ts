/** The same bound by Jensen's inequality: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '由 Jensen 不等式得到同一个下界',
  intro: raw`多数教科书由 Jensen 不等式得到 ELBO。这样更快，说明的却更少：只知道有损失，不知道损失了什么。它真正的用处在最后两行。`,
  steps: {
    importance: {
      why: raw`乘以再除以 $\q$（它对每个 $z$ 都为正），积分就变成对编码器的采样求期望，被平均的是随机权重 $w$。`,
      spoken: '证据等于联合密度除以 q 再乘以 q 的积分；也就是权重 w 在 q 下的期望，w 为联合密度除以 q。',
    },
    tangent: {
      why: raw`对数函数是凹的，位于其切线之下，此处取平均权重 $m$ 处的切线；两者仅在 $w = m$ 处相切。`,
      spoken: 'w 的对数至多为 m 的对数加上 w 减 m 之差除以 m，其中 m 是 w 的期望。',
    },
    jensen: {
      why: raw`两边取期望，分式变为零，这就是对数函数的 Jensen 不等式。`,
      spoken: 'w 的对数的期望，至多为 m 的对数加上 w 的期望减 m 之差除以 m，也就是 w 的期望的对数。',
    },
    bound: {
      why: raw`左边是 ELBO 的定义，右边是第一行。`,
      spoken: 'ELBO，即对数权重的期望，至多为平均权重的对数，即对数证据。',
    },
    difference: {
      why: raw`与其写不等式，不如算出差值：$\log\evidence$ 作为常数进入期望，贝叶斯公式使分式变为 $\q/\post$，Jensen 不等式丢掉的恰好就是间隙。`,
      spoken:
        '对数证据减去对数权重的期望，等于证据乘以 q 再除以联合密度的对数的期望，即从 q 到真实后验的 KL 散度。',
    },
    'constant-weights': {
      why: raw`切线仅在一点相切，因此当且仅当权重对几乎所有采样都相同时才没有损失；此时 $\joint/\q = \evidence$，即 $\q = \post$。`,
      spoken: '从 q 到真实后验的 KL 散度为零，当且仅当权重 w 等于证据。',
    },
    'more-draws': {
      why: raw`在没有简单等式可用之处，这个不等式才显出价值：先对 $K$ 次独立采样的权重取平均，再取对数，$K = 1$ 即为 ELBO。`,
      spoken: '重要性加权下界 L K，是从 q 独立采样 K 次所得权重的平均值，取对数之后的期望。',
    },
    sandwich: {
      why: raw`两次使用 Jensen 不等式，一次用于 $K$ 次采样的平均，一次用于对所有采样的期望：重要性加权下界位于 ELBO 与对数证据之间。`,
      spoken: 'L K 至少为对数权重的平均值的期望，即 ELBO；至多为平均权重的期望的对数，即对数证据。',
    },
  },
  outro: raw`等式说出了不等式说不出的：损失有多大（以 nat 计），它只在真实后验处消失，以及对固定的解码器，提高 ELBO 就会缩小它。在本实验室中，三个数与一张图像的精确后验并列（\term{latent}{潜变量}为二维时）：\term{exact-elbo}{ELBO}、\term{log-evidence}{对数证据}，以及两者之间的\term{gap}{间隙}。`,
  exercise: {
    task: raw`请计算一张图像的精确后验（\term{latent}{潜变量}为二维），看由采样得到的 ELBO 与精确的 ELBO。`,
    question: raw`采样次数增至十倍，$\log w$ 的平均会更接近 $\log\evidence$ 吗？`,
    choices: ['更接近对数证据', '只是更接近 ELBO'],
    because: raw`对数的平均收敛到 $\Eq[\log w]$，即 ELBO，不论采样多少次；要更接近 $\log\evidence$，须先对权重取平均，再取对数。`,
  },
  reference: raw`Jordan, Ghahramani, Jaakkola & Saul，“An introduction to variational methods for graphical models”，Machine Learning 37，1999；重要性加权下界：Burda, Grosse & Salakhutdinov，“Importance weighted autoencoders”，2015，arXiv:1509.00519，定理 1。`,
}
